package io.lamplighter.answers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * In which part of the day enquirers are answered.
 *
 * @param to before then; not after {@code from}: the next day; both the same: all day
 */
record Hours(LocalTime from, LocalTime to) {
  /**
   * @param written as {@code 20:00-08:00}; {@code 24:00} is midnight
   * @throws IllegalArgumentException when it is something else
   */
  static Hours of(String written) {
    String[] parts = written.strip().replace("24:00", "00:00").split("-", -1);
    try {
      if (parts.length == 2) {
        return new Hours(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
      }
    } catch (DateTimeException e) {
      // the same complaint as for anything else
    }
    throw new IllegalArgumentException("hours: as in 20:00-08:00, not " + written);
  }

  boolean hold(Instant at, ZoneId zone) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    if (from.isBefore(to)) {
      return !time.isBefore(from) && time.isBefore(to);
    }
    return from.equals(to) || !time.isBefore(from) || time.isBefore(to);
  }
}
