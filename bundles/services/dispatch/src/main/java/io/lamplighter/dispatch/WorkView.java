package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A work order as it is shown. Arrive, start and leave are those of its tour, where it has one.
 *
 * @param heldBack whether it stands still for too long (压单)
 * @param located false when nobody knows where it is: its ways are guessed
 */
record WorkView(
    String workOrder,
    String requestNo,
    String kind,
    String state,
    @Nullable String station,
    @Nullable String crew,
    @Nullable String mode,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant due,
    Instant openedAt,
    @Nullable Instant arrive,
    @Nullable Instant start,
    @Nullable Instant leave,
    int minutes,
    int people,
    Set<String> skills,
    boolean pinned,
    int priority,
    boolean important,
    boolean heldBack,
    @Nullable Location location,
    boolean located,
    @Nullable String result,
    @Nullable String failedFor,
    List<ProblemView> problems,
    long version) {

  /**
   * Something that breaks a rule, or costs something.
   *
   * @param says in the caller's language
   * @param breaks whether it is not to be, even when somebody wants it
   */
  record ProblemView(String code, String says, boolean breaks) {
    static ProblemView of(String code, Text text, boolean breaks, Locale language) {
      return new ProblemView(code, text.in(language), breaks);
    }
  }

  /** One that stands in no tour. */
  static WorkView of(WorkOrder order, Instant now, Duration patience, Locale language) {
    return of(order, null, now, patience, language);
  }

  static WorkView of(
      WorkOrder order, Tour.@Nullable Stop stop, Instant now, Duration patience, Locale language) {
    Span promise = order.promise();
    boolean held = isHeldBack(order, now, patience);
    return new WorkView(
        order.no(),
        order.requestNo(),
        order.kind(),
        order.state().wire(),
        order.station(),
        order.crew(),
        order.mode() == null ? null : order.mode().wire(),
        promise == null ? null : promise.from(),
        promise == null ? null : promise.to(),
        order.due(),
        order.openedAt(),
        stop == null ? null : stop.arrive(),
        stop == null ? order.start() : stop.start(),
        stop == null ? null : stop.leave(),
        order.minutes(),
        order.people(),
        new TreeSet<>(order.skills()),
        order.pinned(),
        order.priority(),
        order.important(),
        held,
        order.at(),
        order.at() != null,
        order.result(),
        order.failedFor(),
        problems(order, stop, held, language),
        order.version());
  }

  private static List<ProblemView> problems(
      WorkOrder order, Tour.@Nullable Stop stop, boolean held, Locale language) {
    List<ProblemView> all = new ArrayList<>();
    if (stop != null && !stop.late().isZero()) {
      all.add(Trouble.WINDOW.view(language));
    }
    if (stop != null && !stop.overdue().isZero()) {
      all.add(Trouble.LIMIT.view(language));
    }
    if (held) {
      all.add(
          ProblemView.of(
              "held-back", new Text("Nothing happens to it", "压单：长时间无进展"), false, language));
    }
    if (order.conflict() != null) {
      all.add(ProblemView.of("conflict", conflict(order.conflict()), false, language));
    }
    if (order.at() == null) {
      all.add(
          ProblemView.of(
              "not-located",
              new Text("Nobody knows where it is", "位置未知，行程按 20 分钟估算"),
              false,
              language));
    }
    return all;
  }

  private static Text conflict(String what) {
    return switch (what) {
      case "capacity" ->
          new Text(
              "The desk gave it to a crew that has no entry on the capacity sheet then",
              "已派班组当时不在承载力清单中，请核实");
      case "clock" ->
          new Text(
              "The desk gave it to a crew, but no limit runs and no time is promised",
              "已派工，但既无时限也无约定时间，请核实");
      default -> new Text("What its crew or the desk says does not fit", "班组动作与工单状态冲突，请核实");
    };
  }

  /** Whether it should have gone on long ago. */
  static boolean isHeldBack(WorkOrder order, Instant now, Duration patience) {
    if (order.isOver()) {
      return false;
    }
    Instant since = order.heldSince();
    Instant planned =
        order.start() != null
            ? order.start()
            : order.promise() == null ? since : order.promise().to();
    Instant goesOn = planned.isAfter(since) ? planned : since;
    return goesOn.plus(patience).isBefore(now);
  }

  WorkView with(List<ProblemView> others) {
    return new WorkView(
        workOrder, requestNo, kind, state, station, crew, mode, from, to, due, openedAt, arrive,
        start, leave, minutes, people, skills, pinned, priority, important, heldBack, location,
        located, result, failedFor, others, version);
  }
}
