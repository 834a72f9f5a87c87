package io.lamplighter.kit.calendar;

import io.lamplighter.kit.calendar.CalendarLines.Line;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.RuleReader.WallTime;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.text.CommaList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of an iCalendar text (RFC 5545). What would change when they are or whom they
 * concern and is not understood is refused; the rest is passed over.
 */
public final class EventReader {
  /** Says who an attendee is where the address alone would be read as somebody else. */
  static final String LOGIN = "X-LAMPLIGHTER-LOGIN";

  private static final Set<String> NOT_UNDERSTOOD = Set.of("RDATE", "EXRULE", "RECURRENCE-ID");
  private static final Set<String> ONCE = Set.of("DTSTART", "DTEND", "RRULE", "UID");
  private static final String MAILTO = "mailto:";

  private final FieldFaults faults;
  private final boolean attended;
  private final List<Placed> events = new ArrayList<>();
  private final Map<String, Line> own = new HashMap<>();

  /**
   * @param attended whether each must say whom it concerns: by its attendees, else its summary
   */
  public EventReader(FieldFaults faults, boolean attended) {
    this.faults = faults;
    this.attended = attended;
  }

  /** The calendar's own property of that name, once it has been read; null without it. */
  public @Nullable Line own(String name) {
    return own.get(name);
  }

  /** All that can be read; what cannot is a fault. */
  public List<Placed> read(String text) {
    List<String> open = new ArrayList<>();
    List<Line> event = new ArrayList<>();
    List<Line> lines = CalendarLines.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    for (Line line : lines) {
      String value = line.value().toUpperCase(Locale.ROOT);
      if (line.name().equals("BEGIN")) {
        open.add(value);
        if (isEvent(open)) {
          event.clear();
          event.add(line);
        }
      } else if (line.name().equals("END")) {
        if (open.isEmpty() || !open.get(open.size() - 1).equals(value)) {
          wrong(line, "has no BEGIN", "没有对应的 BEGIN");
          return events;
        }
        if (isEvent(open)) {
          event(event);
        }
        open.remove(open.size() - 1);
      } else if (isEvent(open)) {
        event.add(line);
      } else if (open.equals(List.of("VCALENDAR"))) {
        own.put(line.name(), line);
      }
    }
    if (!open.isEmpty() || lines.isEmpty() || !lines.get(0).name().equals("BEGIN")) {
      faults.add("", "is no whole VCALENDAR", "不是完整的 VCALENDAR");
    }
    return events;
  }

  private static boolean isEvent(List<String> open) {
    return open.equals(List.of("VCALENDAR", "VEVENT"));
  }

  /** A line that is wrong. */
  public void wrong(Line line, String en, String zh) {
    faults.add("/lines/" + line.number() + "/" + line.name(), en, zh);
  }

  private void event(List<Line> lines) {
    Map<String, Line> one = new HashMap<>();
    List<Line> except = new ArrayList<>();
    List<String> people = new ArrayList<>();
    Set<String> categories = new HashSet<>();
    for (Line line : lines) {
      switch (line.name()) {
        case "EXDATE" -> except.add(line);
        case "ATTENDEE" -> people.add(login(line));
        case "CATEGORIES" -> categories.addAll(CommaList.of(line.value().toUpperCase(Locale.ROOT)));
        default -> {
          if (NOT_UNDERSTOOD.contains(line.name())) {
            wrong(line, "is not understood", "不支持");
          }
          Line before = one.put(line.name(), line);
          if (before != null && ONCE.contains(line.name())) {
            wrong(line, "is there twice", "重复出现");
          }
        }
      }
    }
    if (one.containsKey("STATUS") && one.get("STATUS").value().equalsIgnoreCase("CANCELLED")) {
      return;
    }
    String at = "/lines/" + lines.get(0).number();
    if (attended) {
      concerned(at, one.get("SUMMARY"), people);
    }
    Line uid = one.get("UID");
    if (uid == null) {
      faults.add(at + "/UID", "is missing", "缺失");
    }
    Series when = series(at, one, except);
    if (when != null && uid != null) {
      events.add(new Placed(at, new Event(uid.value(), people, categories, when)));
    }
  }

  private void concerned(String at, @Nullable Line summary, List<String> people) {
    if (people.isEmpty() && summary != null) {
      people.addAll(CommaList.of(summary.value().replace("\\,", ",")));
    }
    if (people.isEmpty()) {
      faults.add(at + "/ATTENDEE", "is missing: who has duty?", "缺失：谁值班？");
    }
  }

  private @Nullable Series series(String at, Map<String, Line> one, List<Line> except) {
    Line start = one.get("DTSTART");
    if (start == null) {
      faults.add(at + "/DTSTART", "is missing", "缺失");
      return null;
    }
    WallTime from = time(start);
    Duration length = length(at, from, one.get("DTEND"), one.get("DURATION"));
    if (from == null || from.zone() == null || length == null || !one.containsKey("UID")) {
      return null;
    }
    return new Series(
        from.time(),
        from.zone(),
        length,
        recurrence(one.get("RRULE"), from.zone()),
        except(except));
  }

  private @Nullable Recurrence recurrence(@Nullable Line line, ZoneId zone) {
    if (line == null) {
      return null;
    }
    try {
      return RuleReader.recurrence(line.value(), zone);
    } catch (IllegalArgumentException e) {
      wrong(line, "is not understood: " + e.getMessage(), "不支持：" + e.getMessage());
      return null;
    }
  }

  private Set<Instant> except(List<Line> lines) {
    Set<Instant> except = new HashSet<>();
    for (Line line : lines) {
      for (String value : line.value().split(",", -1)) {
        WallTime time = time(new Line(line.number(), line.name(), line.params(), value));
        if (time != null && time.zone() != null) {
          except.add(time.time().atZone(time.zone()).toInstant());
        }
      }
    }
    return except;
  }

  /** Null and a fault when it is no time, or says no zone. */
  private @Nullable WallTime time(Line line) {
    try {
      WallTime time = RuleReader.time(line.value(), line.param("TZID"));
      if (time.zone() != null) {
        return time;
      }
      wrong(line, "says no zone: end it with Z or give TZID", "未说明时区：请以 Z 结尾或给出 TZID");
    } catch (IllegalArgumentException e) {
      wrong(
          line,
          "must be a time of a known zone, as in 20261122T080000Z",
          "须为已知时区的时间，如 20261122T080000Z");
    }
    return null;
  }

  private @Nullable Duration length(
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
    WallTime to = time(end);
    return to == null || to.zone() == null || from == null || from.zone() == null
        ? null
        : Duration.between(from.time().atZone(from.zone()), to.time().atZone(to.zone()));
  }

  /**
   * {@code mailto:anna} or {@code mailto:anna@company.example}: who it is stands before the sign.
   */
  private static String login(Line line) {
    String said = line.param(LOGIN);
    if (!said.isEmpty()) {
      return said;
    }
    String value = line.value();
    String address =
        value.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
            ? value.substring(MAILTO.length())
            : value;
    int sign = address.indexOf('@');
    return sign > 0 ? address.substring(0, sign) : address;
  }
}
