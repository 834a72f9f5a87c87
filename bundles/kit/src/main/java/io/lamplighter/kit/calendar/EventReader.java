package io.lamplighter.kit.calendar;

import io.lamplighter.kit.calendar.CalendarLines.Line;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.RuleReader.WallTime;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.text.CommaList;
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
 * concern and is not understood is refused; the rest is passed over. What is moved or added to a
 * series (RECURRENCE-ID, RDATE) is an event of its own, named by the series and its begin.
 */
public final class EventReader {
  /** Says who an attendee is where the address alone would be read as somebody else. */
  static final String LOGIN = "X-LAMPLIGHTER-LOGIN";

  private static final String MOVED = "RECURRENCE-ID";
  private static final Set<String> ONCE = Set.of("DTSTART", "DTEND", "RRULE", "UID", MOVED);

  /** Times beside the rules, of all events. */
  private static final int MOST_ADDED = 1_000;

  private static final String MAILTO = "mailto:";

  private final FieldFaults faults;
  private final boolean attended;
  private final List<Placed> events = new ArrayList<>();
  private final Map<String, Line> own = new HashMap<>();
  private final Map<String, Set<Instant>> moved = new HashMap<>();
  private TimeReader times;
  private int added;

  /**
   * @param attended whether each must say whom it concerns: by its attendees, else its summary
   */
  public EventReader(FieldFaults faults, boolean attended) {
    this.faults = faults;
    this.attended = attended;
    times = new TimeReader(CalendarZones.of(List.of()), faults);
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
    times = new TimeReader(CalendarZones.of(lines), faults);
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
          return withoutMoved();
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
    return withoutMoved();
  }

  /** Where one of a series is moved, the series is without it. */
  private List<Placed> withoutMoved() {
    return moved.isEmpty() ? List.copyOf(events) : events.stream().map(this::withoutMoved).toList();
  }

  private Placed withoutMoved(Placed one) {
    Event event = one.event();
    Set<Instant> out = moved.get(event.uid());
    return out == null
        ? one
        : new Placed(
            one.pointer(),
            new Event(event.uid(), event.people(), event.categories(), event.when().without(out)));
  }

  private static boolean isEvent(List<String> open) {
    return open.equals(List.of("VCALENDAR", "VEVENT"));
  }

  /** A line that is wrong. */
  public void wrong(Line line, String en, String zh) {
    faults.add(line.pointer(), en, zh);
  }

  private void event(List<Line> lines) {
    Map<String, Line> one = new HashMap<>();
    List<Line> except = new ArrayList<>();
    List<Line> more = new ArrayList<>();
    List<String> people = new ArrayList<>();
    Set<String> categories = new HashSet<>();
    for (Line line : lines) {
      switch (line.name()) {
        case "EXDATE" -> except.add(line);
        case "RDATE" -> more.add(line);
        case "EXRULE" -> wrong(line, "is not understood", "不支持");
        case "ATTENDEE" -> people.add(login(line));
        case "CATEGORIES" -> categories.addAll(CommaList.of(line.value().toUpperCase(Locale.ROOT)));
        default -> {
          Line before = one.put(line.name(), line);
          if (before != null && ONCE.contains(line.name())) {
            wrong(line, "is there twice", "重复出现");
          }
        }
      }
    }
    String at = "/lines/" + lines.get(0).number();
    Line uid = one.get("UID");
    String name = uid == null ? "" : uid.value();
    Instant instead = one.containsKey(MOVED) ? instead(name, one.get(MOVED)) : null;
    if (one.containsKey("STATUS") && one.get("STATUS").value().equalsIgnoreCase("CANCELLED")) {
      return;
    }
    if (attended) {
      concerned(at, one.get("SUMMARY"), people);
    }
    if (uid == null) {
      faults.add(at + "/UID", "is missing", "缺失");
    }
    Series when = series(at, one, times.all(except));
    Set<Instant> beside = times.all(more);
    added += beside.size();
    if (!more.isEmpty() && added > MOST_ADDED) {
      wrong(more.get(0), "makes more than " + MOST_ADDED, "超过 " + MOST_ADDED + " 个");
      return;
    }
    if (when == null || uid == null || one.containsKey(MOVED) && instead == null) {
      return;
    }
    String own = instead == null ? name : named(name, instead);
    events.add(new Placed(at, new Event(own, people, categories, when)));
    for (Instant begin : beside) {
      if (!when.beginsAt(begin) && !when.except().contains(begin)) {
        Series once = when.onceAt(begin);
        events.add(new Placed(at, new Event(named(own, begin), people, categories, once)));
      }
    }
  }

  private static String named(String series, Instant begin) {
    return series + "/" + EventWriter.utc(begin);
  }

  /** Which of its series an event stands for; null when it cannot be read. */
  private @Nullable Instant instead(String series, Line line) {
    if (!line.param("RANGE").isEmpty()) {
      wrong(line, "is not understood: RANGE", "不支持：RANGE");
      return null;
    }
    WallTime time = times.one(line);
    if (time == null || time.zone() == null) {
      return null;
    }
    Instant begin = time.time().atZone(time.zone()).toInstant();
    moved.computeIfAbsent(series, name -> new HashSet<>()).add(begin);
    return begin;
  }

  private void concerned(String at, @Nullable Line summary, List<String> people) {
    if (people.isEmpty() && summary != null) {
      people.addAll(CommaList.of(summary.value().replace("\\,", ",")));
    }
    if (people.isEmpty()) {
      faults.add(at + "/ATTENDEE", "is missing: who has duty?", "缺失：谁值班？");
    }
  }

  private @Nullable Series series(String at, Map<String, Line> one, Set<Instant> except) {
    Line start = one.get("DTSTART");
    if (start == null) {
      faults.add(at + "/DTSTART", "is missing", "缺失");
      return null;
    }
    WallTime from = times.one(start);
    Duration length = times.length(at, from, one.get("DTEND"), one.get("DURATION"));
    if (from == null || from.zone() == null || length == null || !one.containsKey("UID")) {
      return null;
    }
    return new Series(
        from.time(), from.zone(), length, recurrence(one.get("RRULE"), from.zone()), except);
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
