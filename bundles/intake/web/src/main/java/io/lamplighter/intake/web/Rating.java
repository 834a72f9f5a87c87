package io.lamplighter.intake.web;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the customer says of what was done for him: the visit (回访) that he makes himself. Each life
 * has one, so whoever was asked already reads what he said then.
 */
record Rating(Desk desk) {
  static final int LONGEST_COMMENT = 500;

  private static final Caller SELF = Caller.system("intake-web");
  private static final String VISITED = "request.visited";

  /** As it is written. */
  record Said(int score, String comment) {}

  private static boolean isDue(Tracking tracking) {
    return tracking.state() == RequestState.RESOLVED;
  }

  /** What he has said since it was done last; null when nobody has asked him. */
  private @Nullable Said said(Tracking tracking) {
    if (tracking.state() != RequestState.VISITED && tracking.state() != RequestState.CLOSED) {
      return null;
    }
    List<TimelineItem> items = desk.timeline(SELF, tracking.requestNo());
    for (int i = items.size() - 1; i >= 0; i--) {
      TimelineItem item = items.get(i);
      if (item.type().equals(VISITED)
          && item.data().get("details") instanceof Map<?, ?> details
          && details.get("score") instanceof Number score) {
        String comment = Objects.toString(item.data().get("comment"), "");
        return new Said(score.intValue(), comment);
      }
    }
    return null;
  }

  /**
   * What stands on the page of it: the form, what he has said, or nothing.
   *
   * @param form as he has sent it, perhaps
   * @param wrong HTML of what is wrong with it
   */
  String shown(
      Tracking tracking,
      MultivaluedMap<String, String> form,
      String wrong,
      HtmlPage due,
      HtmlPage done) {
    if (isDue(tracking)) {
      return due.with(
          Map.of(
              "no", tracking.requestNo(),
              "token", Pages.typed(form, "token"),
              "comment", Objects.requireNonNullElse(form.getFirst("comment"), ""),
              "wrong", wrong));
    }
    Said said = said(tracking);
    return said == null
        ? ""
        : done.with(
            Map.of("said", done.word("rate." + said.score(), "rated"), "comment", said.comment()));
  }

  /**
   * Whoever comes second, or too early, changes nothing.
   *
   * @throws Refusal.Invalid without a score from 1 to 5
   */
  void take(Tracking tracking, MultivaluedMap<String, String> form) {
    if (!isDue(tracking)) {
      return;
    }
    String score = Objects.requireNonNullElse(form.getFirst("score"), "");
    if (!score.matches("[1-5]")) {
      throw new Refusal.Invalid("/score", "choose one of the five", "请选择其中一项");
    }
    Map<String, Object> data = new HashMap<>(Map.of("score", Integer.valueOf(score)));
    String comment = Pages.typed(form, "comment");
    if (!comment.isEmpty()) {
      data.put("comment", comment.substring(0, Math.min(comment.length(), LONGEST_COMMENT)));
    }
    try {
      desk.move(SELF, new MoveOrder(tracking.requestNo(), Move.VISIT, null, data));
    } catch (Refusal.Conflict second) {
      // He reads what is so now.
    }
  }
}
