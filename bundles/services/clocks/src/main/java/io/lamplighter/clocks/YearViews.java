package io.lamplighter.clocks;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.WorkingDays.Calendar;
import io.lamplighter.api.clocks.WorkingDays.Difference;
import io.lamplighter.api.clocks.WorkingDays.Special;
import io.lamplighter.api.clocks.WorkingDays.Year;
import io.lamplighter.clocks.WorkCalendar.Segment;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Calendars and their years as they are shown. */
final class YearViews {
  private YearViews() {}

  static Calendar calendar(WorkCalendar calendar) {
    SortedMap<Integer, CalendarYear> years = calendar.years();
    return new Calendar(
        calendar.name(),
        calendar.everyDay(),
        calendar.worktime().stream().map(YearViews::segment).toList(),
        time(calendar.closing()),
        calendar.official(),
        years == null ? List.of() : List.copyOf(years.keySet()),
        years == null
            ? null
            : years.values().stream()
                .map(CalendarYear::firmTo)
                .max(Comparator.naturalOrder())
                .orElse(null));
  }

  private static String segment(Segment segment) {
    return time(segment.from()) + "-" + time(segment.to());
  }

  private static String time(@Nullable LocalTime time) {
    return time == null ? "24:00" : time.toString();
  }

  /**
   * @param calendar has this year
   */
  static Year year(WorkCalendar calendar, int year, long version, String from) {
    CalendarYear official = Objects.requireNonNull(known(calendar, year));
    LocalDate first = LocalDate.of(year, 1, 1);
    return new Year(
        calendar.name(),
        year,
        version,
        from,
        official.firmTo(),
        (int)
            first
                .datesUntil(first.plusYears(1))
                .filter(day -> calendar.kind(day).isWorked())
                .count(),
        official.days().entrySet().stream()
            .map(day -> new Special(day.getKey(), day.getValue().off(), day.getValue().name()))
            .toList());
  }

  static @Nullable CalendarYear known(WorkCalendar calendar, int year) {
    SortedMap<Integer, CalendarYear> years = calendar.years();
    return years == null ? null : years.get(year);
  }

  /** The days that are others by {@code next}; of a year that was missing all special ones. */
  static List<Difference> differences(WorkCalendar before, WorkCalendar next, int year) {
    List<Difference> differences = new ArrayList<>();
    boolean missing = known(before, year) == null;
    LocalDate first = LocalDate.of(year, 1, 1);
    CalendarYear official = Objects.requireNonNull(known(next, year));
    first
        .datesUntil(first.plusYears(1))
        .forEach(
            day -> {
              DayKind is = next.kind(day);
              DayKind was = missing ? null : before.kind(day);
              if (missing ? official.days().containsKey(day) : was != is) {
                differences.add(new Difference(day, was == null ? null : was.wire(), is.wire()));
              }
            });
    return differences;
  }

  static Refusal.NotFound unknown(String name) {
    return new Refusal.NotFound(
        "calendar.unknown", new Text("There is no calendar " + name, "没有日历 " + name));
  }

  static Refusal.NotFound unknown(String name, int year) {
    return new Refusal.NotFound(
        "calendar.year-unknown",
        new Text(
            "The calendar " + name + " has no days for " + year,
            "日历 " + name + " 缺少 " + year + " 年"));
  }
}
