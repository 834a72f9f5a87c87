package io.lamplighter.kit.calendar;

import io.lamplighter.kit.calendar.CalendarLines.Line;
import io.lamplighter.kit.calendar.RuleReader.WallTime;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times of an iCalendar text in its zones; what is none is a fault. */
final class TimeReader {
  private static final Pattern DAY = Pattern.compile("\\d{8}");

  private final CalendarZones zones;
  private final FieldFaults faults;

  TimeReader(CalendarZones zones, FieldFaults faults) {
    this.zones = zones;
    this.faults = faults;
  }

  /** Those of lists of times. */
  Set<Instant> all(List<Line> lines) {
    Set<Instant> times = new TreeSet<>();
    for (Line line : lines) {
      for (String value : line.value().split(",", -1)) {
        WallTime time = one(new Line(line.number(), line.name(), line.params(), value));
        if (time != null && time.zone() != null) {
          times.add(time.time().atZone(time.zone()).toInstant());
        }
      }
    }
    return times;
  }

  /** Null and a fault when it is no time, or of no known zone. */
  @Nullable WallTime one(Line line) {
    String name = line.param("TZID");
    ZoneId zone = name.isEmpty() ? zones.house() : zones.named(name);
    try {
      WallTime time = RuleReader.time(line.value(), zone);
      if (time.zone() != null) {
        return time;
      }
      if (name.isEmpty()) {
        wrong(line, "says no zone: end it with Z or give TZID", "未说明时区：请以 Z 结尾或给出 TZID");
      } else {
        wrong(
            line,
            "must be of a known zone: " + name + " is none, nor has a VTIMEZONE with one offset",
            "须为已知时区：" + name + " 不是已知时区，也没有仅含一个偏移量的 VTIMEZONE");
      }
    } catch (IllegalArgumentException e) {
      if (DAY.matcher(line.value()).matches()) {
        wrong(
            line,
            "is a whole day: say from when to when, as in 20261122T080000",
            "为全天：请写明起止时刻，如 20261122T080000");
      } else {
        wrong(line, "must be a time, as in 20261122T080000Z", "须为时间，如 20261122T080000Z");
      }
    }
    return null;
  }

  /** Of the event at that place; null and a fault when nothing says how long it is. */
  @Nullable Duration length(
      String at, @Nullable WallTime from, @Nullable Line end, @Nullable Line duration) {
    if (duration != null && end == null) {
      try {
        return Duration.parse(duration.value());
      } catch (DateTimeException e) {
        wrong(duration, "must be a duration, as in PT8H", "须为时长，如 PT8H");
        return null;
      }
    }
    if (end == null) {
      faults.add(at + "/DTEND", "is missing", "缺失");
      return null;
    }
    WallTime to = one(end);
    return to == null || to.zone() == null || from == null || from.zone() == null
        ? null
        : Duration.between(from.time().atZone(from.zone()), to.time().atZone(to.zone()));
  }

  private void wrong(Line line, String en, String zh) {
    faults.add(line.pointer(), en, zh);
  }
}
