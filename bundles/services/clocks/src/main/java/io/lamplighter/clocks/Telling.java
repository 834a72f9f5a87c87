package io.lamplighter.clocks;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.clocks.Reckoned.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of clocks that have changed, in order. */
final class Telling {
  private final String actor;
  private final List<Fact> facts = new ArrayList<>();

  /**
   * @param actor who changes them
   */
  Telling(String actor) {
    this.actor = actor;
  }

  List<Fact> facts() {
    return facts;
  }

  void started(RunningClock clock) {
    tell(
        clock,
        new ClockFact.Started(
            about(clock),
            clock.basis.startedAt(),
            clock.dueAt,
            clock.note,
            clock.basis.beaten().isEmpty() ? null : clock.basis.beaten()));
  }

  void paused(RunningClock clock, Instant at, String reason) {
    tell(clock, new ClockFact.Paused(about(clock), at, reason));
  }

  void resumed(RunningClock clock, Instant at) {
    tell(clock, new ClockFact.Resumed(about(clock), at, clock.dueAt));
  }

  void warned(RunningClock clock, Instant due, Point point, Instant seen, List<String> told) {
    tell(clock, new ClockFact.Warned(about(clock), due, point.name(), point.at(), seen, told));
  }

  void breached(RunningClock clock, Instant due, Instant seen, List<String> told) {
    tell(clock, new ClockFact.Breached(about(clock), due, seen, told));
  }

  void met(RunningClock clock, Instant at, boolean late) {
    tell(clock, new ClockFact.Met(about(clock), at, clock.dueAt, late));
  }

  void withdrawn(RunningClock clock) {
    tell(clock, new ClockFact.Withdrawn(about(clock), String.valueOf(clock.why), clock.under));
  }

  /** Nothing, when it is due as it was. */
  void rescheduled(RunningClock clock, @Nullable Instant from, String why) {
    if (from == null ? clock.dueAt != null : !from.equals(clock.dueAt)) {
      tell(clock, new ClockFact.Rescheduled(about(clock), from, clock.dueAt, why));
    }
  }

  private static ClockFact.About about(RunningClock clock) {
    return new ClockFact.About(
        clock.id,
        clock.subject,
        clock.rule,
        clock.basis.edition(),
        clock.cell,
        clock.drill ? true : null,
        clock.mean ? true : null);
  }

  private void tell(RunningClock clock, Record fact) {
    clock.changed = true;
    facts.add(Fact.of(fact, clock.subject, clock.region, actor));
  }
}
