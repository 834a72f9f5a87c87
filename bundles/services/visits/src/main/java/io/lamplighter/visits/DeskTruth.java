package io.lamplighter.visits;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.kit.agenda.Due;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the desk what an agent was told, and that a bad answer opens the request again. */
final class DeskTruth {
  private static final Logger LOG = LoggerFactory.getLogger(DeskTruth.class);

  private final Tools tools;

  DeskTruth(Tools tools) {
    this.tools = tools;
  }

  /**
   * @throws Refusal.Unavailable when the desk is away
   * @throws Refusal.Stale when it was quicker with something else
   */
  void score(Due due) {
    OneVisit visit = visit(due);
    if (visit != null && visit.score != null && !visit.told) {
      Map<String, Object> data = new HashMap<>(Map.of("score", (long) visit.score));
      if (visit.comment != null) {
        data.put("comment", visit.comment);
      }
      move(visit, Move.VISIT, data);
    }
    done(due);
  }

  /**
   * @throws Refusal.Unavailable when the desk is away
   */
  void reopen(Due due) {
    OneVisit visit = visit(due);
    if (visit != null && visit.score != null) {
      String reason = "回访不满意 bad return visit: " + visit.score;
      move(visit, Move.REOPEN, Map.of("reason", reason));
    }
    done(due);
  }

  private void move(OneVisit visit, Move move, Map<String, Object> data) {
    try {
      Request request = tools.desk().get(VisitRounds.SELF, visit.requestNo);
      if (resolvedAs(visit.requestNo) == visit.resolvedAs) {
        tools
            .desk()
            .move(VisitRounds.SELF, new MoveOrder(visit.requestNo, move, request.version(), data));
      } else {
        LOG.info("{} of {} is about work before", move.wire(), visit.id);
      }
    } catch (Refusal.Conflict | Refusal.NotFound e) {
      // Somebody was quicker, or this very move before an interruption: what the desk has counts.
      LOG.info("{} of {} came too late: {}", move.wire(), visit.requestNo, e.getMessage());
    }
  }

  /** The version by which a request was resolved last; a request may have several lives. */
  private long resolvedAs(String requestNo) {
    long version = 0;
    for (TimelineItem item : tools.desk().timeline(VisitRounds.SELF, requestNo)) {
      if (item.type().equals("request.resolved")
          && item.data().get("version") instanceof Number is) {
        version = is.longValue();
      }
    }
    return version;
  }

  private @Nullable OneVisit visit(Due due) {
    return tools.work().find(t -> new VisitTables(t.connection()).get(Step.visit(due)));
  }

  private void done(Due due) {
    tools.work().run(t -> tools.agenda().done(t, due));
  }
}
