package io.lamplighter.clocks.oracle;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.data.DataFile;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A calendar that ships, written down once more from the contract, with the official days of its
 * own file.
 *
 * @param closing when its days end; null for 24:00
 * @param hours opening and closing times in turn
 */
record PlainCalendar(String name, @Nullable LocalTime closing, List<LocalTime> hours) {
  private static final LocalDate FIRM_TO = LocalDate.of(2026, 12, 25);
  private static final Map<LocalDate, String> OFFICIAL =
      DataFile.load(null, PlainCalendar.class, "/oracle/calendar-CN.csv", "day,what,holiday")
          .lines()
          .stream()
          .collect(Collectors.toMap(line -> LocalDate.parse(line.field(0)), line -> line.field(1)));

  static PlainCalendar named(String name) {
    return switch (name) {
      case "CN" -> new PlainCalendar(name, null, times("08:30", "12:00", "13:30", "17:30"));
      case "CN-1730" ->
          new PlainCalendar(name, LocalTime.of(17, 30), times("08:30", "12:00", "13:30", "17:30"));
      case "24x7" -> new PlainCalendar(name, null, List.of());
      case "MF" -> new PlainCalendar(name, null, times("09:00", "17:00"));
      case "MF-0818" -> new PlainCalendar(name, null, times("08:00", "18:00"));
      default -> throw refused("clocks.calendar-unknown", Map.of());
    };
  }

  private static List<LocalTime> times(String... times) {
    return Stream.of(times).map(LocalTime::parse).toList();
  }

  static Refusal.Invalid refused(String code, Map<String, ?> details) {
    return new Refusal.Invalid(code, FieldError.of("/", code, code), details);
  }

  private boolean official() {
    return name.startsWith("CN");
  }

  boolean works(LocalDate day) {
    if (name.equals("24x7")) {
      return true;
    }
    if (official() && day.getYear() != 2025 && day.getYear() != 2026) {
      throw refused("clocks.calendar-year-missing", Map.of("year", day.getYear()));
    }
    if (official() && OFFICIAL.containsKey(day)) {
      return OFFICIAL.get(day).equals("work");
    }
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** Whether that time is inside of the hours of a working day. */
  boolean open(LocalDateTime at) {
    if (name.equals("24x7")) {
      return true;
    }
    boolean inside = false;
    for (LocalTime mark : hours) {
      if (!mark.isAfter(at.toLocalTime())) {
        inside = !inside;
      }
    }
    return inside && works(at.toLocalDate());
  }

  Instant end(LocalDate day, ZoneId zone) {
    return closing == null
        ? day.plusDays(1).atStartOfDay(zone).toInstant()
        : day.atTime(closing).atZone(zone).toInstant();
  }

  boolean firm(LocalDate day) {
    return !official() || !day.isAfter(FIRM_TO);
  }
}
