package io.lamplighter.kit.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values of iCalendar: times, recurrence rules. What is not understood is no value. */
public final class RuleReader {
  /** As rules write them, from Monday on. */
  public static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  private static final int MOST_TIMES = 4_000;
  private static final int MOST_INTERVAL = 366;
  private static final Pattern TIME =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)(Z?)");

  private RuleReader() {}

  /**
   * A time of the wall, and where that is.
   *
   * @param zone null when it says none
   */
  public record WallTime(LocalDateTime time, @Nullable ZoneId zone) {}

  /**
   * @param zone in which it is when it does not say UTC; null when that is not known
   * @throws IllegalArgumentException when it is none
   */
  public static WallTime time(String value, @Nullable ZoneId zone) {
    Matcher form = TIME.matcher(value);
    if (!form.matches()) {
      throw new IllegalArgumentException(value);
    }
    try {
      LocalDateTime time =
          LocalDate.of(number(form, 1), number(form, 2), number(form, 3))
              .atTime(LocalTime.of(number(form, 4), number(form, 5), number(form, 6)));
      return new WallTime(time, form.group(7).isEmpty() ? zone : ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(value, e);
    }
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  /**
   * @param zone of the event's begin
   * @throws IllegalArgumentException naming the part that is not understood
   */
  public static Recurrence recurrence(String value, ZoneId zone) {
    Map<String, String> parts = new TreeMap<>();
    for (String part : value.split(";", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length != 2 || parts.put(pair[0].toUpperCase(Locale.ROOT), pair[1]) != null) {
        throw new IllegalArgumentException(part);
      }
    }
    String frequency = parts.remove("FREQ");
    if (!"DAILY".equals(frequency) && !"WEEKLY".equals(frequency)) {
      throw new IllegalArgumentException("FREQ=" + frequency);
    }
    String week = Objects.requireNonNullElse(parts.remove("WKST"), DAYS.get(0));
    Recurrence recurrence =
        new Recurrence(
            frequency.equals("WEEKLY"),
            parts.containsKey("INTERVAL") ? count(parts, "INTERVAL", MOST_INTERVAL) : 1,
            days(parts.remove("BYDAY")),
            parts.containsKey("COUNT") ? count(parts, "COUNT", MOST_TIMES) : null,
            until(parts.remove("UNTIL"), zone));
    if (!DAYS.contains(week) || !week.equals(DAYS.get(0)) && recurrence.hangsOnWeeks()) {
      throw new IllegalArgumentException("WKST=" + week);
    }
    if (!parts.isEmpty()) {
      throw new IllegalArgumentException(parts.keySet().iterator().next());
    }
    if (recurrence.count() != null && recurrence.until() != null) {
      throw new IllegalArgumentException("COUNT and UNTIL");
    }
    return recurrence;
  }

  private static int count(Map<String, String> parts, String name, int most) {
    String value = parts.remove(name);
    if (value != null && value.matches("\\d{1,6}")) {
      int count = Integer.parseInt(value);
      if (count >= 1 && count <= most) {
        return count;
      }
    }
    throw new IllegalArgumentException(name + "=" + value + ", 1 to " + most);
  }

  private static TreeSet<DayOfWeek> days(@Nullable String value) {
    TreeSet<DayOfWeek> days = new TreeSet<>();
    if (value != null) {
      for (String day : value.split(",", -1)) {
        int index = DAYS.indexOf(day);
        if (index < 0) {
          throw new IllegalArgumentException("BYDAY=" + day);
        }
        days.add(DayOfWeek.of(index + 1));
      }
    }
    return days;
  }

  /** A day alone is meant with its end. */
  private static @Nullable Instant until(@Nullable String value, ZoneId zone) {
    if (value == null) {
      return null;
    }
    boolean day = value.length() == 8;
    WallTime time = time(day ? value + "T235959" : value, zone);
    return time.time().atZone(time.zone() == null ? zone : time.zone()).toInstant();
  }
}
