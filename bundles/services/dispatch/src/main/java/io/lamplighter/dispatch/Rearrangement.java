package io.lamplighter.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a day's tours would be after some moves, and what that would break; nothing is written. */
final class Rearrangement {
  private final Map<CrewShift, Tour> before = new LinkedHashMap<>();
  private final Map<CrewShift, Tour> after = new LinkedHashMap<>();
  private final Set<String> moved = new HashSet<>();
  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);

  /**
   * @param orders those that are moved, as they are
   */
  Rearrangement(StationDay day, List<Move> moves, Map<String, WorkOrder> orders, Tools tools) {
    moves.forEach(move -> moved.add(move.workOrder()));
    Map<CrewShift, List<Wanted>> wanted = new LinkedHashMap<>();
    for (Tour tour : day.tours()) {
      before.put(tour.shift(), tour);
      List<Wanted> jobs = new ArrayList<>();
      for (Tour.Stop stop : tour.stops()) {
        if (!moved.contains(stop.job().order())) {
          jobs.add(new Wanted(stop.job(), stop.start()));
        }
      }
      wanted.put(tour.shift(), jobs);
    }
    List<Move> anywhen = new ArrayList<>();
    for (Move move : moves) {
      WorkOrder order = orders.get(move.workOrder());
      CrewShift shift = order == null ? null : shift(move);
      if (order != null && order.job(tools.now()).isHeld()) {
        troubles.add(Trouble.BEGUN);
      } else if (order == null || move.crew() == null) {
        continue;
      } else if (shift == null) {
        troubles.add(Trouble.NO_ENTRY);
      } else if (move.start() == null) {
        anywhen.add(move);
      } else {
        wanted
            .computeIfAbsent(shift, one -> new ArrayList<>())
            .add(new Wanted(wanted(order, move, tools.now()), move.start()));
      }
    }
    wanted.forEach(
        (shift, jobs) -> after.put(shift, tour(shift, jobs, tools.roads(), tools.now())));
    for (Move move : anywhen) {
      WorkOrder order = orders.get(move.workOrder());
      if (order != null) {
        putAnywhen(order, move, tools.now());
      }
    }
    for (Map.Entry<CrewShift, Tour> one : after.entrySet()) {
      Tour was = before.get(one.getKey());
      if (was != null) {
        troubles.addAll(Trouble.in(one.getValue(), was, moved));
      }
    }
  }

  /** A job, and when it is wanted to begin: by that they are put in order. */
  private record Wanted(Job job, Instant start) {}

  private static Tour tour(CrewShift shift, List<Wanted> jobs, Roads roads, Instant now) {
    List<Job> sorted =
        jobs.stream().sorted(Comparator.comparing(Wanted::start)).map(Wanted::job).toList();
    return Tour.of(shift, roads, now, sorted);
  }

  /** What is late where it is may be as late elsewhere. */
  private Job wanted(WorkOrder order, Move move, Instant now) {
    Job job = order.looseJob(now);
    for (Tour tour : before.values()) {
      Tour.Stop stop = tour.stop(order.no());
      if (stop != null && job.to() != null && stop.start().isAfter(job.to())) {
        job = job.until(stop.start());
      }
    }
    Instant start = move.start();
    if (start == null || !move.wished() && !move.pinned()) {
      return job;
    }
    return move.pinned() ? job.pinnedAt(start) : job.notBefore(start);
  }

  private void putAnywhen(WorkOrder order, Move move, Instant now) {
    CrewShift shift = shift(move);
    Tour tour = shift == null ? null : after.get(shift);
    if (shift != null && tour != null) {
      Job job = wanted(order, move, now);
      after.put(
          shift,
          tour.with(job) instanceof Tour.Place place
              ? place.tour()
              : tour.forced(job, shift.span().to()));
    }
  }

  /** The one it would be in; of several the first in which it would begin. */
  private @Nullable CrewShift shift(Move move) {
    List<CrewShift> all =
        before.keySet().stream().filter(one -> one.crew().equals(move.crew())).toList();
    return all.stream()
        .filter(one -> move.start() == null || move.start().isBefore(one.span().to()))
        .findFirst()
        .orElse(all.isEmpty() ? null : all.get(all.size() - 1));
  }

  Set<Trouble> troubles() {
    return troubles;
  }

  boolean isPossible() {
    return troubles.stream().noneMatch(Trouble::breaks);
  }

  /** The tour in which an order would be; null for none. */
  @Nullable Tour tourOf(String order) {
    return after.values().stream()
        .filter(tour -> tour.stop(order) != null)
        .findFirst()
        .orElse(null);
  }

  /** Those that would be other ones. */
  List<Tour> changed() {
    List<Tour> all = new ArrayList<>();
    after.forEach(
        (shift, tour) -> {
          Tour was = before.get(shift);
          if (was != null && !was.stops().equals(tour.stops())) {
            all.add(tour);
          }
        });
    return all;
  }

  /** Orders that nobody moves and that would begin at another time. */
  List<Tour.Stop> pushed() {
    List<Tour.Stop> all = new ArrayList<>();
    for (Tour tour : changed()) {
      Tour was = before.get(tour.shift());
      for (Tour.Stop stop : tour.stops()) {
        Tour.Stop then = was == null ? null : was.stop(stop.job().order());
        if (then != null
            && !moved.contains(stop.job().order())
            && !then.start().equals(stop.start())) {
          all.add(stop);
        }
      }
    }
    return all;
  }

  double km() {
    return sum(after) - sum(before);
  }

  private static double sum(Map<CrewShift, Tour> tours) {
    return tours.values().stream().mapToDouble(Tour::km).sum();
  }

  /** How many minutes more the crews would be on their way. */
  long minutes() {
    return minutes(after) - minutes(before);
  }

  private static long minutes(Map<CrewShift, Tour> tours) {
    return tours.values().stream().mapToLong(tour -> tour.travel().toMinutes()).sum();
  }
}
