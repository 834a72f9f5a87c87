package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Urge;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.clocks.RunningClock.Basis;
import java.time.Duration;
import java.util.List;

/** The clock that an urge has: by no rule, but by what was said. */
final class UrgeClock {
  private UrgeClock() {}

  static RunningClock of(Urge urge, Subject subject) {
    RunningClock clock =
        new RunningClock(
            UrgeDesk.RULE + "." + urge.id(),
            urge.on(),
            UrgeDesk.RULE,
            new Cursor(0, Long.parseLong(urge.id())),
            subject.drill,
            false,
            subject.region,
            new Basis(
                "",
                "-",
                "-",
                Math.toIntExact(Duration.between(urge.raisedAt(), urge.answerBy()).toMinutes()),
                urge.raisedAt(),
                List.of(),
                List.of(),
                null));
    clock.cell = subject.cell;
    clock.holder = urge.to();
    clock.dueAt = urge.answerBy();
    return clock;
  }
}
