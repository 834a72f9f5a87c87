package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A station's day in the planner's words: a tour is a crew, times are minutes from midnight, how
 * many people are needed is a skill.
 */
final class PlannerDay {
  private static final double MINUTE = 60;

  /** The highest priority that the planner knows. */
  private static final int MOST = 9;

  private static final int DANGEROUS = MOST - 1;
  private static final int TOLD = DANGEROUS - 1;
  private static final int IMPORTANT = TOLD - 1;

  private static final String PEOPLE = "people>=";

  /** The largest number that the planner takes. */
  private static final double NO_LIMIT = 1e9;

  private final StationDay day;
  private final Tools tools;
  private final Instant now;
  private final Instant zero;

  PlannerDay(StationDay day, Tools tools, Instant now) {
    this.day = day;
    this.tools = tools;
    this.now = now;
    this.zero = tools.span(day.day()).from();
  }

  /** With these to be planned. */
  Day of(Collection<Job> wanted) {
    return new Day(
        new Travel.Geographic(tools.roads().speedKmh(), tools.roads().detour()),
        crews(),
        jobs(wanted),
        new Objective.Distance());
  }

  private static String id(int tour) {
    return "t" + tour;
  }

  /** What it says of the tour; null when nothing. */
  static @Nullable Route route(Plan plan, int tour) {
    String crew = id(tour);
    return plan.routes().stream().filter(one -> one.crew().equals(crew)).findFirst().orElse(null);
  }

  private double minutes(Instant at) {
    return Duration.between(zero, at).toSeconds() / MINUTE;
  }

  private List<Crew> crews() {
    List<Crew> crews = new ArrayList<>();
    for (int i = 0; i < day.tours().size(); i++) {
      Tour tour = day.tours().get(i);
      CrewShift shift = tour.shift();
      Tour.Ready ready = tour.ready();
      double start = minutes(ready.from());
      CrewShift firm = shift.firm(now);
      double end = minutes(firm.span().to().plus(overtime(tour, firm)));
      Span rest = shift.rest();
      Set<String> skills = new HashSet<>(shift.skills());
      for (int people = 1; people <= shift.people(); people++) {
        skills.add(PEOPLE + people);
      }
      if (!Proposals.isPlanned(tour, now) || start >= end) {
        continue;
      }
      crews.add(
          new Crew(
              id(i),
              place(ready.at()),
              place(shift.home()),
              new Window(start, end),
              NO_LIMIT,
              skills,
              rest == null || ready.rested() ? List.of() : List.of(pause(rest))));
    }
    return crews;
  }

  /** After a shift that is over then. */
  private static Duration overtime(Tour tour, CrewShift shift) {
    return tour.in(shift).overtime();
  }

  private Break pause(Span rest) {
    return new Break(
        new Window(minutes(rest.from()), minutes(rest.from().plus(Rest.LATE))),
        rest.length().toSeconds() / MINUTE);
  }

  /** Of what nobody knows where it is: in the middle of what is known. */
  private Place place(@Nullable Location at) {
    if (at != null) {
      return new Place.OnEarth(at.lon(), at.lat());
    }
    List<Location> known =
        day.orders().values().stream().flatMap(order -> Stream.ofNullable(order.at())).toList();
    return new Place.OnEarth(
        known.stream().mapToDouble(Location::lon).average().orElse(0),
        known.stream().mapToDouble(Location::lat).average().orElse(0));
  }

  private List<io.lamplighter.api.planner.Job> jobs(Collection<Job> wanted) {
    Map<String, String> crewOf = new HashMap<>();
    for (int i = 0; i < day.tours().size(); i++) {
      String id = id(i);
      day.tours().get(i).jobs().forEach(job -> crewOf.put(job.order(), id));
    }
    List<io.lamplighter.api.planner.Job> jobs = new ArrayList<>();
    for (Job job : wanted) {
      WorkOrder order = Objects.requireNonNull(day.orders().get(job.order()));
      Instant last = job.last();
      Set<String> skills = new HashSet<>(job.skills());
      skills.add(PEOPLE + job.people());
      String crew = crewOf.get(job.order());
      jobs.add(
          new io.lamplighter.api.planner.Job(
              job.order(),
              place(job.at()),
              new Window(
                  job.from() == null ? Double.NEGATIVE_INFINITY : minutes(job.from()),
                  last == null ? Double.POSITIVE_INFINITY : minutes(last)),
              job.takes().toSeconds() / MINUTE,
              0,
              skills,
              weight(order),
              job.pin() == null || crew == null ? null : new Pin(crew, minutes(job.pin()))));
    }
    return jobs;
  }

  /**
   * What is dangerous goes before what was promised or told, and that before the rest; important
   * customers are first in danger and in the rest.
   */
  private static int weight(WorkOrder order) {
    if (order.isDangerous()) {
      return order.important() ? MOST : DANGEROUS;
    }
    if (PlanCheck.isTold(order)) {
      return TOLD;
    }
    return order.important() ? IMPORTANT : Math.min(IMPORTANT - 1, order.priority());
  }
}
