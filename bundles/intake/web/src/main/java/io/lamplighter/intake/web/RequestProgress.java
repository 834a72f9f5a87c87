package io.lamplighter.intake.web;

import static io.lamplighter.intake.web.HtmlPage.escaped;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Tracking;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as its customer reads it: where it is, the road behind and before it, whose turn it
 * is.
 */
final class RequestProgress {
  /** What a customer is told of; the rest of the life is ours. */
  private static final List<RequestState> ROAD =
      List.of(
          RequestState.RECEIVED,
          RequestState.TRIAGED,
          RequestState.DISPATCHED,
          RequestState.ON_SITE,
          RequestState.RESOLVED,
          RequestState.CLOSED);

  private final DateTimeFormatter times;

  RequestProgress(ZoneId zone) {
    times = DateTimeFormatter.ofPattern("M-d HH:mm", Locale.ROOT).withZone(zone);
  }

  Map<String, String> of(Tracking tracking, HtmlPage page, Instant now) {
    RequestState state = shown(tracking.state());
    Map<RequestState, Instant> reached = reached(tracking);
    Map<String, String> values = new HashMap<>();
    values.put("no", tracking.requestNo());
    values.put("kind", page.word("kind." + tracking.kind().wire()));
    values.put("answer", page.word("answer." + tracking.state().wire()));
    values.put("turn", page.word("turn." + tracking.state().wire()));
    values.put("asOf", times.format(now));
    values.put("promises", promises(tracking, page));
    StringBuilder road = new StringBuilder();
    // Below 0: it has left the road.
    int here = ROAD.indexOf(state);
    for (int i = 0; i < ROAD.size(); i++) {
      RequestState step = ROAD.get(i);
      Instant at = reached.get(step);
      boolean done = here < 0 || i < here || i == here && step == RequestState.CLOSED;
      // What was left out is not told.
      if (done && at == null) {
        continue;
      }
      String style = done ? "is-done" : i == here ? "is-now" : "is-todo";
      road.append("<li class=\"")
          .append(style)
          .append("\"><i class=\"mark")
          .append(done ? " is-met" : "");
      road.append("\"></i><b>").append(escaped(page.word("step." + step.wire()))).append("</b>");
      road.append("<span class=\"sr\"> ").append(escaped(page.word(style))).append("</span>");
      road.append(at == null ? "" : "<p>" + times.format(at) + "</p>").append("</li>");
    }
    values.put("road", road.toString());
    return values;
  }

  /** The step of the road that a state stands on. */
  private static RequestState shown(RequestState state) {
    return switch (state) {
      case RETURNED -> RequestState.RECEIVED;
      case SCHEDULED -> RequestState.TRIAGED;
      case ACCEPTED -> RequestState.DISPATCHED;
      case VISITED -> RequestState.RESOLVED;
      default -> state;
    };
  }

  /** When each was reached first. */
  private static Map<RequestState, Instant> reached(Tracking tracking) {
    Map<RequestState, Instant> reached = new EnumMap<>(RequestState.class);
    tracking.steps().stream()
        .sorted(Comparator.comparing(Tracking.Step::at))
        .forEach(step -> reached.putIfAbsent(shown(step.state()), step.at()));
    return reached;
  }

  private String by(@Nullable Instant dueAt, HtmlPage page) {
    return dueAt == null
        ? page.word("by.unknown")
        : String.format(Locale.ROOT, page.word("by"), times.format(dueAt));
  }

  private String promises(Tracking tracking, HtmlPage page) {
    StringBuilder promises = new StringBuilder();
    for (Promise promise : tracking.promises()) {
      promises.append("<dt>").append(escaped(page.word("rule." + promise.rule(), "rule.other")));
      promises.append("</dt><dd>").append(escaped(by(promise.dueAt(), page)));
      promises.append("</dd>");
    }
    return promises.toString();
  }
}
