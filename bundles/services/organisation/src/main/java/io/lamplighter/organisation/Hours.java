package io.lamplighter.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a day in which somebody must be on duty.
 *
 * @param from minute of the day
 * @param to minute of the day, 1440 for its end; before {@code from} it is one of the next day
 */
record Hours(int from, int to) {
  static final Hours ALL_DAY = new Hours(0, 1440);
  private static final Pattern FORM = Pattern.compile("(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");

  /** As {@code 08:00-18:00}; null when it is none. */
  static @Nullable Hours read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    int from = minute(form.group(1), form.group(2));
    int to = minute(form.group(3), form.group(4));
    return from < 0 || from >= 1440 || to < 0 || from == to ? null : new Hours(from, to);
  }

  private static int minute(String hours, String minutes) {
    int minute = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    return Integer.parseInt(minutes) > 59 || minute > 1440 ? -1 : minute;
  }

  Instant begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay().plusMinutes(from).atZone(zone).toInstant();
  }

  Instant end(LocalDate day, ZoneId zone) {
    int minutes = to > from ? to : to + 1440;
    return day.atStartOfDay().plusMinutes(minutes).atZone(zone).toInstant();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
  }
}
