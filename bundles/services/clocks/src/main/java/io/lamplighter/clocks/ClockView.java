package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock as it is shown. */
record ClockView(
    String id,
    String on,
    String rule,
    String edition,
    String issuer,
    String region,
    @Nullable String cell,
    @Nullable String holder,
    String measure,
    String state,
    Instant startedAt,
    @Nullable Instant dueAt,
    Clock.@Nullable Next next,
    @Nullable String note,
    boolean late,
    @Nullable Instant breachedAt,
    @Nullable Instant endedAt,
    @Nullable String why,
    @Nullable String under,
    @Nullable String lentBy,
    int extensions,
    List<DayView> days,
    List<String> beaten,
    List<StopView> pauses,
    long version) {

  /** A day ticked off. */
  record DayView(String day, boolean counts, String why) {
    static DayView of(Day day) {
      return new DayView(day.day().toString(), day.counts(), day.why());
    }
  }

  /**
   * A time in which it stood still.
   *
   * @param evidence as somebody wrote it; null to whom personal data is masked
   */
  record StopView(Instant from, @Nullable Instant to, String reason, @Nullable String evidence) {}

  static ClockView of(Clock clock, boolean masked) {
    return new ClockView(
        clock.id(),
        clock.on(),
        clock.rule(),
        clock.edition(),
        clock.issuer(),
        clock.region(),
        clock.cell(),
        clock.holder(),
        clock.mean() ? "mean" : "each",
        clock.state().wire(),
        clock.startedAt(),
        clock.dueAt(),
        clock.next(),
        clock.note(),
        clock.breachedAt() != null,
        clock.breachedAt(),
        clock.endedAt(),
        clock.why(),
        clock.under(),
        clock.lentBy(),
        clock.extensions(),
        clock.days().stream().map(DayView::of).toList(),
        clock.beaten(),
        clock.pauses().stream()
            .map(
                stop ->
                    new StopView(
                        stop.from(), stop.to(), stop.reason(), masked ? null : stop.evidence()))
            .toList(),
        clock.version());
  }
}
