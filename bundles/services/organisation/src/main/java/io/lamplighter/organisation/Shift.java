package io.lamplighter.organisation;

import io.lamplighter.kit.calendar.Series;
import java.time.Instant;
import java.util.List;

/**
 * Somebody has duty, once or again and again.
 *
 * @param uid tells it from the others of its roster
 * @param people logins
 */
record Shift(String uid, List<String> people, Series when) {
  Shift {
    people = List.copyOf(people);
  }

  /** One time of it. */
  record Duty(List<String> people, Instant from, Instant to) {
    boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /** Those that are on at any moment from {@code from} to before {@code to}, in order. */
  List<Duty> between(Instant from, Instant to) {
    return when.between(from, to).stream()
        .map(time -> new Duty(people, time.from(), time.to()))
        .toList();
  }
}
