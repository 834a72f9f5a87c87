package io.lamplighter.visits;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The parts of a day in which customers may be called. Each is tried once: who is out in the
 * mornings is not called in three mornings.
 */
record CallHours(List<Part> parts) {
  /** No part of the day. */
  static final int NONE = -1;

  /** Who was tried less often was not tried in earnest. */
  private static final int FEWEST = 3;

  record Part(LocalTime from, LocalTime to) {
    boolean has(LocalTime time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /**
   * @param written as {@code 09:00-12:00,14:00-18:00,18:00-20:30}: three at least, in order, none
   *     overlapping the one before
   * @throws IllegalArgumentException saying what is wrong
   */
  static CallHours of(String written) {
    List<Part> parts = new ArrayList<>();
    for (String part : written.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      try {
        Part next = new Part(LocalTime.parse(ends[0]), LocalTime.parse(ends[ends.length - 1]));
        boolean inOrder =
            parts.isEmpty() || !next.from().isBefore(parts.get(parts.size() - 1).to());
        if (ends.length != 2 || !next.from().isBefore(next.to()) || !inOrder) {
          throw new DateTimeException(part);
        }
        parts.add(next);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "callHours: '" + part + "' must be as 09:00-12:00, after the part before it", e);
      }
    }
    if (parts.size() < FEWEST) {
      throw new IllegalArgumentException(
          "callHours: must be at least " + FEWEST + " parts of the day, each is tried once");
    }
    return new CallHours(List.copyOf(parts));
  }

  /** How often somebody is tried. */
  int tries() {
    return parts.size();
  }

  /** Which part of the day it is; {@link #NONE} when nobody is called. */
  int at(Instant time, ZoneId zone) {
    LocalTime now = time.atZone(zone).toLocalTime();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).has(now)) {
        return i;
      }
    }
    return NONE;
  }

  /**
   * When the next part begins that was not tried; now, while one is open.
   *
   * @param tried not all of them
   */
  Instant next(Instant now, ZoneId zone, Collection<Integer> tried) {
    int open = at(now, zone);
    if (open != NONE && !tried.contains(open)) {
      return now;
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate day = today; ; day = day.plusDays(1)) {
      for (int i = 0; i < parts.size(); i++) {
        Instant begin = day.atTime(parts.get(i).from()).atZone(zone).toInstant();
        if (begin.isAfter(now) && !tried.contains(i)) {
          return begin;
        }
      }
      if (day.isAfter(today.plusDays(1))) {
        throw new IllegalArgumentException("every part was tried");
      }
    }
  }
}
