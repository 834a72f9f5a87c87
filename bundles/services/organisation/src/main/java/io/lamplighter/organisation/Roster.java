package io.lamplighter.organisation;

import io.lamplighter.organisation.Shift.Duty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who is on duty for a unit.
 *
 * @param version 0 while there is none
 * @param since when it was brought in
 * @param hours in which somebody must be
 */
record Roster(String unit, long version, Instant since, Hours hours, List<Shift> shifts) {
  Roster {
    shifts = List.copyOf(shifts);
  }

  static Roster none(String unit) {
    return new Roster(unit, 0, Instant.EPOCH, Hours.ALL_DAY, List.of());
  }

  /** Logins, in the order of shifts. */
  List<String> onDuty(Instant at) {
    return shifts.stream()
        .flatMap(shift -> shift.between(at, at.plusNanos(1)).stream())
        .flatMap(duty -> duty.people().stream())
        .distinct()
        .toList();
  }

  /** In the order of their begins. */
  List<Duty> between(Instant from, Instant to) {
    return shifts.stream()
        .flatMap(shift -> shift.between(from, to).stream())
        .sorted(Comparator.comparing(Duty::from).thenComparing(Duty::to))
        .toList();
  }

  /**
   * When nobody is on duty.
   *
   * @param zone in which the hours are
   */
  List<Hole> holes(Instant from, Instant to, ZoneId zone) {
    List<Duty> duties = between(from, to);
    List<Hole> holes = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(to, zone);
    for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      Instant begin = later(hours.begin(day, zone), from);
      Instant end = hours.end(day, zone).isBefore(to) ? hours.end(day, zone) : to;
      uncovered(begin, end, duties, holes);
    }
    return joined(holes);
  }

  private static void uncovered(Instant begin, Instant end, List<Duty> duties, List<Hole> holes) {
    Instant open = begin;
    for (Duty duty : duties) {
      if (duty.from().isAfter(open) && open.isBefore(end)) {
        holes.add(new Hole(open, duty.from().isBefore(end) ? duty.from() : end));
      }
      open = later(open, duty.to());
    }
    if (open.isBefore(end)) {
      holes.add(new Hole(open, end));
    }
  }

  /** One that goes on over midnight is one. */
  private static List<Hole> joined(List<Hole> holes) {
    List<Hole> joined = new ArrayList<>();
    for (Hole hole : holes) {
      Hole before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null && !hole.from().isAfter(before.to())) {
        joined.set(joined.size() - 1, new Hole(before.from(), later(before.to(), hole.to())));
      } else {
        joined.add(hole);
      }
    }
    return joined;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A time in which nobody is. */
  record Hole(Instant from, Instant to) {}
}
