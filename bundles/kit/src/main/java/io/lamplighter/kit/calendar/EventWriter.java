package io.lamplighter.kit.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes events in iCalendar, as {@link EventReader} reads them. */
public final class EventWriter {
  static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
  private static final int LONGEST_LINE = 60;

  private final StringBuilder text = new StringBuilder();
  private final Map<ZoneId, Instant> zones = new LinkedHashMap<>();
  private int events;

  public EventWriter() {
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Lamplighter//Roster//EN");
  }

  /**
   * All that has been written, and what its zones are (RFC 5545, 3.6.5); nothing comes after it. A
   * calendar has to have a component: one without an event has a zone.
   */
  public String end() {
    if (events == 0) {
      zones.put(ZoneOffset.UTC, Instant.EPOCH);
    }
    zones.forEach((zone, from) -> ZoneWriter.write(zone, from, this::line));
    line("END", "VCALENDAR");
    return text.toString();
  }

  /**
   * @param stamp since when it is so
   */
  public void event(Event event, Instant stamp) {
    Series when = event.when();
    events++;
    line("BEGIN", "VEVENT");
    line("UID", event.uid());
    line("DTSTAMP", utc(stamp));
    time("DTSTART", WALL.format(when.begins()), when.zone());
    if (!when.zone().equals(ZoneOffset.UTC)) {
      zones.merge(when.zone(), when.first(), (one, other) -> one.isBefore(other) ? one : other);
    }
    line("DURATION", when.length().toString());
    Recurrence again = when.again();
    if (again != null) {
      line("RRULE", rule(again));
    }
    when.except().stream().sorted().forEach(begin -> line("EXDATE", utc(begin)));
    if (!event.categories().isEmpty()) {
      line("CATEGORIES", event.categories().stream().sorted().collect(Collectors.joining(",")));
    }
    event.people().forEach(this::attendee);
    if (!event.people().isEmpty()) {
      line("SUMMARY", String.join("\\, ", event.people()));
    }
    line("END", "VEVENT");
  }

  private void attendee(String login) {
    boolean plain = login.indexOf('@') < 0;
    line(plain ? "ATTENDEE" : "ATTENDEE;" + EventReader.LOGIN + "=" + login, "mailto:" + login);
  }

  private void time(String name, String time, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      line(name, time + "Z");
    } else {
      // An offset has a colon, at which the value would begin.
      String id = zone.getId();
      line(name + ";TZID=" + (id.indexOf(':') < 0 ? id : '"' + id + '"'), time);
    }
  }

  private static String rule(Recurrence again) {
    StringBuilder rule = new StringBuilder(again.weekly() ? "FREQ=WEEKLY" : "FREQ=DAILY");
    if (again.interval() > 1) {
      rule.append(";INTERVAL=").append(again.interval());
    }
    if (!again.days().isEmpty()) {
      rule.append(";BYDAY=")
          .append(
              again.days().stream()
                  .map(day -> RuleReader.DAYS.get(day.getValue() - 1))
                  .collect(Collectors.joining(",")));
    }
    if (again.count() != null) {
      rule.append(";COUNT=").append(again.count());
    }
    if (again.until() != null) {
      rule.append(";UNTIL=").append(utc(again.until()));
    }
    return rule.toString();
  }

  static String utc(Instant at) {
    return WALL.format(at.atOffset(ZoneOffset.UTC)) + "Z";
  }

  /** Long ones are folded: 75 octets a line, of which a character may need four. */
  public void line(String name, String value) {
    String line = name + ":" + value;
    int column = 0;
    for (int point : line.codePoints().toArray()) {
      int octets = point < 0x80 ? 1 : 4;
      if (column + octets > LONGEST_LINE) {
        text.append("\r\n ");
        column = 1;
      }
      text.appendCodePoint(point);
      column += octets;
    }
    text.append("\r\n");
  }
}
