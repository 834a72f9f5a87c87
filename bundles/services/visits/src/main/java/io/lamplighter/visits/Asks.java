package io.lamplighter.visits;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import io.lamplighter.kit.agenda.Due;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** One way after the other: text, form, the agents' list; and off it when nobody has called. */
final class Asks {
  private final Tools tools;

  Asks(Tools tools) {
    this.tools = tools;
  }

  void next(Due due) {
    tools
        .work()
        .run(
            transaction -> {
              // The visit first, as everybody does: else two wait for each other.
              VisitTables tables = new VisitTables(transaction.connection());
              OneVisit visit = tables.locked(Step.visit(due));
              if (!tools.agenda().done(transaction, due)) {
                return;
              }
              if (visit != null && visit.isAsked()) {
                next(transaction, visit);
                tables.save(visit);
              }
            });
  }

  private void next(Transaction transaction, OneVisit visit) throws SQLException {
    Instant now = tools.now();
    boolean later = visit.way == VisitWay.TEXT && Objects.equals(visit.askedAt, visit.nextAt);
    if (later) {
      // His time has come: he is asked by a text of its own.
      ask(transaction, visit, VisitWay.TEXT, now.plus(tools.patience().text()));
    } else if (visit.way == VisitWay.TEXT) {
      ask(transaction, visit, VisitWay.FORM, now.plus(tools.patience().form()));
    } else if (visit.way == VisitWay.FORM) {
      visit.way = VisitWay.CALL;
      visit.state = VisitState.CALLING;
      visit.nextAt = tools.hours().next(now, tools.zone(), List.of());
      tools.agenda().put(transaction, Step.NEXT.of(visit, now.plus(tools.patience().list())));
    } else {
      drop(transaction, visit, "not-called", VisitRounds.SELF.actor());
    }
  }

  private void ask(Transaction transaction, OneVisit visit, VisitWay way, Instant next)
      throws SQLException {
    visit.way = way;
    visit.nextAt = next;
    tools.agenda().put(transaction, Step.NEXT.of(visit, next));
    tools.tell(
        transaction,
        visit,
        new VisitFact.Asked(visit.about(), way.wire(), visit.channel),
        VisitRounds.SELF.actor());
  }

  /** He is not asked any more. */
  void drop(Transaction transaction, OneVisit visit, String why, String actor) throws SQLException {
    visit.end(VisitState.DROPPED, why);
    if (visit.askedAt != null && visit.askedAt.isAfter(tools.now())) {
      visit.askedAt = null;
    }
    forget(transaction, visit);
    tools.tell(transaction, visit, new VisitFact.Dropped(visit.about(), why), actor);
  }

  /** No way is tried any more. */
  void forget(Transaction transaction, OneVisit visit) throws SQLException {
    tools.agenda().cancel(transaction, List.of(Step.NEXT.key(visit.id)));
  }
}
