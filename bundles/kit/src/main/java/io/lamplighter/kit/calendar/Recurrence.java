package io.lamplighter.kit.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How something comes again: the part of RFC 5545's recurrence rules that rosters need.
 *
 * @param weekly every so many weeks, else days
 * @param interval 1 for each
 * @param days of the week on which it begins; empty for that of its first one
 * @param count of all, those taken out later included; null when it has no such end
 * @param until the last one begins at this time at the latest; null when it has no such end
 */
public record Recurrence(
    boolean weekly,
    int interval,
    SortedSet<DayOfWeek> days,
    @Nullable Integer count,
    @Nullable Instant until) {
  public Recurrence {
    days = new TreeSet<>(days);
  }

  /**
   * Whether it ever begins: steps of whole weeks from a Tuesday never come to a Monday.
   *
   * @param first the day of the first one
   */
  public boolean falls(LocalDate first) {
    // After seven steps it is the same day of the week as at first.
    return weekly
        || days.isEmpty()
        || IntStream.range(0, DayOfWeek.values().length)
            .mapToObj(step -> first.plusDays((long) step * interval))
            .anyMatch(day -> days.contains(day.getDayOfWeek()));
  }

  /** Whether it matters on which day a week begins: of every week, all days are taken alike. */
  boolean hangsOnWeeks() {
    return weekly && interval > 1 && !days.isEmpty();
  }

  /**
   * The days on which it begins, in order, without end unless it has a count or never begins.
   *
   * @param first the day of the first one
   * @param from those that end before it may be passed over
   */
  public Stream<LocalDate> days(LocalDate first, LocalDate from) {
    if (!falls(first)) {
      return Stream.empty();
    }
    Integer all = count;
    if (all != null) {
      return from(first, 0).limit(all);
    }
    long step = weekly ? 7L * interval : interval;
    long passed = Math.max(0, ChronoUnit.DAYS.between(first, from) / step - 1);
    return from(first, passed);
  }

  private Stream<LocalDate> from(LocalDate first, long passed) {
    if (!weekly) {
      return Stream.iterate(first.plusDays(passed * interval), day -> day.plusDays(interval))
          .filter(day -> days.isEmpty() || days.contains(day.getDayOfWeek()));
    }
    LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<DayOfWeek> begins = days.isEmpty() ? List.of(first.getDayOfWeek()) : List.copyOf(days);
    return Stream.iterate(monday.plusWeeks(passed * interval), week -> week.plusWeeks(interval))
        .flatMap(
            week ->
                IntStream.range(0, begins.size())
                    .mapToObj(i -> week.plusDays(begins.get(i).getValue() - 1L)))
        .filter(day -> !day.isBefore(first));
  }
}
