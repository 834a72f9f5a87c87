package io.lamplighter.clocks.oracle;

import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Questions made up, with a liking for the times and days at which something changes. */
final class Questions {
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
  private static final List<LocalTime> EDGES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.of(23, 59, 59),
          LocalTime.of(8, 30),
          LocalTime.of(12, 0),
          LocalTime.of(13, 30),
          LocalTime.of(17, 0),
          LocalTime.of(17, 30),
          LocalTime.of(1, 45));

  private Questions() {}

  /** With one mistake at most: which of two is told first is nobody's contract. */
  static Arbitrary<Question> any() {
    return Combinators.combine(days(), times(), sizes(), units(), zones(), calendars(), stops())
        .as(
            (day, time, size, unit, zone, calendar, stops) ->
                new Question(
                    at(day, time, zone),
                    amount(unit, size),
                    unit,
                    zone,
                    calendar,
                    stops.stream().map(stop -> stop.pause(day, zone)).toList()))
        .filter(
            asked -> asked.amount() > 0 || asked.pauses().stream().noneMatch(Questions::reversed));
  }

  private static boolean reversed(Pause pause) {
    return pause.to() != null && pause.to().isBefore(pause.from());
  }

  private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    return day.atTime(time).atZone(zone).toInstant();
  }

  /** Of the years that are known; what is due may lie after them. */
  private static Arbitrary<LocalDate> days() {
    List<LocalDate> festivals =
        List.of(
            LocalDate.of(2025, 1, 25),
            LocalDate.of(2025, 9, 27),
            LocalDate.of(2025, 12, 30),
            LocalDate.of(2026, 2, 13),
            LocalDate.of(2026, 3, 7),
            LocalDate.of(2026, 3, 28),
            LocalDate.of(2026, 4, 4),
            LocalDate.of(2026, 9, 30),
            LocalDate.of(2026, 10, 24),
            LocalDate.of(2026, 10, 31),
            LocalDate.of(2026, 12, 24),
            LocalDate.of(2026, 12, 28));
    return Arbitraries.oneOf(
        Arbitraries.integers()
            .between(0, 729)
            .withDistribution(RandomDistribution.uniform())
            .map(FIRST::plusDays),
        Combinators.combine(Arbitraries.of(festivals), Arbitraries.integers().between(-3, 3))
            .as(LocalDate::plusDays));
  }

  private static Arbitrary<LocalTime> times() {
    return Arbitraries.oneOf(
        Arbitraries.of(EDGES),
        Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay));
  }

  private static Arbitrary<Unit> units() {
    return Arbitraries.of(Unit.class);
  }

  private static Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Asia/Shanghai",
            "Asia/Shanghai",
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe")
        .map(ZoneId::of);
  }

  private static Arbitrary<String> calendars() {
    return Arbitraries.of("CN", "CN", "CN-1730", "24x7", "MF", "MF-0818");
  }

  private static Arbitrary<Integer> sizes() {
    return Arbitraries.integers()
        .between(-60, 1_000)
        .withDistribution(RandomDistribution.uniform());
  }

  /** Zero and less now and then. */
  private static int amount(Unit unit, int size) {
    return switch (unit) {
      case MINUTES -> size * 3;
      case HOURS -> size / 5;
      case WORKTIME_HOURS -> size / 16;
      case WORKDAYS -> size / 30;
      case CALENDAR_DAYS -> size < 0 ? size / 3 : size / 25;
    };
  }

  /**
   * A pause as it lies to the start.
   *
   * @param day of its begin, after the start's
   * @param luck 0 is an open one unless it begins in a year that is missing, every third one lasts
   *     until {@code edge} of its last day
   */
  private record Stop(int day, LocalTime time, int seconds, LocalTime edge, int luck) {
    Pause pause(LocalDate start, ZoneId zone) {
      LocalDate begins = start.plusDays(day);
      Instant from = at(begins, time, zone);
      if (luck == 0 && !begins.isAfter(LAST)) {
        return new Pause(from, null);
      }
      Instant to = from.plusSeconds(seconds);
      Instant snapped = at(to.atZone(zone).toLocalDate(), edge, zone);
      return new Pause(from, luck % 3 == 0 && snapped.isAfter(from) ? snapped : to);
    }
  }

  /** Most of them after the start; a few are reversed. */
  private static Arbitrary<List<Stop>> stops() {
    Arbitrary<Integer> seconds =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.integers().between(0, 7_200)),
            Tuple.of(20, Arbitraries.integers().between(0, 86_400 * 4)),
            Tuple.of(1, Arbitraries.just(-1)));
    Arbitrary<Integer> days = Arbitraries.integers().between(-2, 20);
    Arbitrary<Integer> luck = Arbitraries.integers().between(0, 15);
    return Combinators.combine(days, times(), seconds, times(), luck)
        .as(Stop::new)
        .list()
        .ofMaxSize(5);
  }
}
