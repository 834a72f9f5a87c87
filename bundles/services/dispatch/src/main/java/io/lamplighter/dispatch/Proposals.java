package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has the planner make a station's whole day anew, within everything that was promised. What it
 * answers is played through once more before anybody sees it: what would not hold stays as it is.
 */
final class Proposals {
  private static final double SECONDS = 2;

  private final Tools tools;
  private final Planner planner;

  Proposals(Tools tools, Planner planner) {
    this.tools = tools;
    this.planner = planner;
  }

  /**
   * @param moves that would be made; none when nothing is better
   * @param kept promises that stay as they are
   * @param left orders for which there is no place on that day
   */
  record Proposal(List<Move> moves, int kept, double kmBefore, double kmAfter, List<String> left) {}

  /**
   * @throws Refusal.Unavailable while the planner is away
   */
  Proposal propose(StationDay day) {
    Instant now = tools.now();
    Map<String, Job> wanted = wanted(day, now);
    Planned planned = plan(day, wanted, now);
    Set<String> kept = told(day, planned.left());
    if (!kept.isEmpty()) {
      // Whatever cannot have more room has what it has.
      kept.forEach(no -> wanted.computeIfPresent(no, (same, job) -> asItIs(day, job)));
      planned = plan(day, wanted, now);
    }
    if (!told(day, planned.left()).isEmpty()) {
      wanted.replaceAll((no, job) -> asItIs(day, job));
      planned = filled(day.tours().stream().map(tour -> firm(tour, wanted)).toList(), wanted, now);
    }
    List<Tour> tours = planned.tours();
    List<String> left = planned.left();
    double before = day.tours().stream().mapToDouble(Tour::km).sum();
    double after = tours.stream().mapToDouble(Tour::km).sum();
    int promises =
        (int) day.orders().values().stream().filter(order -> order.promise() != null).count();
    return new Proposal(moves(day, tours, left), promises, before, after, left);
  }

  /**
   * @param left those that have no place in them
   */
  private record Planned(List<Tour> tours, List<String> left) {}

  /** As the planner would have it, as far as that holds. */
  private Planned plan(StationDay day, Map<String, Job> wanted, Instant now) {
    Plan plan =
        planner.solve(
            new PlannerDay(day, tools, now).of(wanted.values()),
            Effort.ofSeconds(SECONDS),
            Watch.NONE);
    List<Tour> tours = new ArrayList<>();
    for (int i = 0; i < day.tours().size(); i++) {
      Tour before = day.tours().get(i);
      tours.add(
          isPlanned(before, now) ? played(before, PlannerDay.route(plan, i), wanted) : before);
    }
    return filled(tours, wanted, now);
  }

  /** Whoever was promised a time keeps it, and so does whoever was told of his place. */
  private static Set<String> told(StationDay day, List<String> left) {
    return left.stream().filter(no -> isTold(day, no)).collect(Collectors.toSet());
  }

  /** As it is, to be planned as it is wanted. */
  private static Tour firm(Tour tour, Map<String, Job> wanted) {
    Tour firm = tour;
    for (Job job : tour.jobs()) {
      Job now = wanted.get(job.order());
      firm = now == null ? firm : firm.with(job.order(), now);
    }
    return firm;
  }

  /** With whoever has no place yet where it costs least. */
  private static Planned filled(List<Tour> planned, Map<String, Job> wanted, Instant now) {
    List<Tour> tours = new ArrayList<>(planned);
    Set<String> placed = new HashSet<>();
    tours.forEach(tour -> tour.jobs().forEach(job -> placed.add(job.order())));
    List<String> left = new ArrayList<>();
    for (Job job : wanted.values()) {
      if (!placed.contains(job.order()) && !put(tours, job, now)) {
        left.add(job.order());
      }
    }
    return new Planned(tours, left);
  }

  private static boolean put(List<Tour> tours, Job job, Instant now) {
    Tour.Place best = null;
    int where = 0;
    for (int i = 0; i < tours.size(); i++) {
      Tour tour = tours.get(i);
      if (tour.in(tour.shift().firm(now)).with(job) instanceof Tour.Place place
          && (best == null || place.cost().compareTo(best.cost()) < 0)) {
        best = place;
        where = i;
      }
    }
    if (best != null) {
      tours.set(where, best.tour().in(tours.get(where).shift()));
    }
    return best != null;
  }

  private static boolean isTold(StationDay day, String no) {
    WorkOrder order = day.orders().get(no);
    return order != null && order.crew() != null && PlanCheck.isTold(order);
  }

  private static Tour.@Nullable Stop stop(StationDay day, String no) {
    return day.tours().stream()
        .flatMap(tour -> Stream.ofNullable(tour.stop(no)))
        .findFirst()
        .orElse(null);
  }

  /** What is in tours and not begun, and what waits and could be done on that day. */
  private static List<String> candidates(StationDay day, Instant now) {
    List<String> all = new ArrayList<>();
    for (Tour tour : day.tours()) {
      if (isPlanned(tour, now)) {
        tour.jobs().stream().filter(job -> !job.isHeld()).forEach(job -> all.add(job.order()));
      }
    }
    for (WorkOrder order : day.waiting()) {
      Span promise = order.promise();
      boolean then =
          promise == null
              || day.tours().stream().anyMatch(tour -> tour.shift().span().meets(promise));
      if (then && !order.job(now).isHeld()) {
        all.add(order.no());
      }
    }
    return all;
  }

  /** Not one that is worked only when the crew is called, or that is over. */
  static boolean isPlanned(Tour tour, Instant now) {
    return !tour.shift().onCall() && now.isBefore(tour.shift().span().to());
  }

  /**
   * What is planned, as it is wanted: with a margin to what was promised, if there is time for it.
   */
  private Map<String, Job> wanted(StationDay day, Instant now) {
    Map<String, Job> all = new LinkedHashMap<>();
    for (String no : candidates(day, now)) {
      WorkOrder order = day.orders().get(no);
      if (order == null) {
        continue;
      }
      Job job = order.job(now);
      Instant last = job.firm().last();
      if (job.urgent()) {
        all.put(no, asItIs(day, job));
      } else if (last == null || last.isAfter(now)) {
        all.put(no, job.firm());
      } else {
        boolean nobodys = stop(day, no) == null;
        all.put(no, nobodys ? job.until(tools.span(day.day()).to()) : asItIs(day, job));
      }
    }
    return all;
  }

  /** To begin no later than it does, as late as that is. */
  private static Job asItIs(StationDay day, Job job) {
    Tour.Stop stop = stop(day, job.order());
    Instant last = job.last();
    boolean late = last != null && stop != null && stop.start().isAfter(last);
    return stop != null && (job.urgent() || late) ? job.until(stop.start()) : job;
  }

  /** A route as our own tours see it; what does not hold in it is left out. */
  private static Tour played(Tour tour, @Nullable Route route, Map<String, Job> wanted) {
    Tour played = tour;
    for (Job job : tour.jobs()) {
      if (!job.isHeld()) {
        played = played.without(job.order());
      }
    }
    if (route == null) {
      return played;
    }
    for (io.lamplighter.api.planner.Stop stop : route.stops()) {
      Job job = wanted.get(stop.job());
      Tour longer = job == null ? played : played.forced(job, Instant.MAX);
      if (job != null && holds(longer, job, tour)) {
        played = longer;
      }
    }
    return played;
  }

  /** As it is wanted, and the crew is at home no later than without all this. */
  private static boolean holds(Tour longer, Job last, Tour before) {
    Tour.Stop stop = longer.stop(last.order());
    return stop != null
        && stop.late().isZero()
        && stop.overdue().isZero()
        && longer.shift().never(last) == null
        && longer.overtime().compareTo(before.overtime()) <= 0;
  }

  /**
   * Whatever is at another crew or another time; of the rest nothing is said. What nobody was told
   * of and has no place any more goes back to what waits.
   */
  private static List<Move> moves(StationDay day, List<Tour> tours, List<String> left) {
    List<Move> moves = new ArrayList<>();
    for (String no : left) {
      WorkOrder order = day.orders().get(no);
      if (order != null && order.crew() != null) {
        moves.add(new Move(no, null, null, false, false));
      }
    }
    for (Tour tour : tours) {
      for (Tour.Stop stop : tour.stops()) {
        WorkOrder order = day.orders().get(stop.job().order());
        if (order == null || stop.job().isHeld() || stop.job().pin() != null) {
          continue;
        }
        boolean same =
            tour.shift().crew().equals(order.crew()) && stop.start().equals(order.start());
        if (!same) {
          moves.add(new Move(order.no(), tour.shift().crew(), stop.start(), false, false));
        }
      }
    }
    return moves;
  }
}
