package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which days are worked, in which hours, and when a day ends.
 *
 * @param everyDay whether every day of the week is worked, else Monday to Friday
 * @param worktime the segments of a working day, apart and in order
 * @param closing when a day ends; null at 24:00
 * @param official whose official days it follows; null for none
 * @param years the official days by year; null when the days of the week alone decide
 */
record WorkCalendar(
    String name,
    boolean everyDay,
    List<Segment> worktime,
    @Nullable LocalTime closing,
    @Nullable String official,
    @Nullable SortedMap<Integer, CalendarYear> years) {
  WorkCalendar {
    worktime = List.copyOf(worktime);
  }

  /**
   * @param to null at 24:00
   */
  record Segment(LocalTime from, @Nullable LocalTime to) {
    Instant begins(LocalDate day, ZoneId zone) {
      return at(day, from, zone);
    }

    Instant ends(LocalDate day, ZoneId zone) {
      return at(day, to, zone);
    }
  }

  /**
   * @throws Refusal.Invalid when the day's year is missing
   */
  DayKind kind(LocalDate day) {
    CalendarYear.Special special =
        years == null ? null : year(years, day.getYear()).days().get(day);
    if (special != null) {
      return special.off() ? DayKind.HOLIDAY : DayKind.MAKE_UP;
    }
    return everyDay || !CalendarYear.isWeekend(day) ? DayKind.WORKDAY : DayKind.WEEKEND;
  }

  private CalendarYear year(Map<Integer, CalendarYear> all, int year) {
    CalendarYear known = all.get(year);
    if (known == null) {
      throw new Refusal.Invalid(
          "clocks.calendar-year-missing",
          FieldError.of(
              "/calendar",
              "the calendar " + name + " has no days for " + year,
              "日历 " + name + " 缺少 " + year + " 年"),
          Map.of("year", year));
    }
    return known;
  }

  Instant ends(LocalDate day, ZoneId zone) {
    return at(day, closing, zone);
  }

  private static Instant at(LocalDate day, @Nullable LocalTime time, ZoneId zone) {
    return time == null || (time.equals(LocalTime.MIDNIGHT))
        ? day.plusDays(time == null ? 1 : 0).atStartOfDay(zone).toInstant()
        : day.atTime(time).atZone(zone).toInstant();
  }

  /** Whether the notice that a day stands in may still change it. */
  boolean isProvisional(LocalDate day) {
    return years != null && years.values().stream().noneMatch(year -> !day.isAfter(year.firmTo()));
  }
}
