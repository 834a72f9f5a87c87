package io.lamplighter.planner;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Unassigned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks a plan against its day from the records alone. It shares no code with the search on
 * purpose: what both get wrong the same way would not be found.
 */
public final class Checker {
  private static final double CLOSE = 1e-6;
  private final Day day;
  private final Ways ways;
  private final Map<String, Job> jobs = new HashMap<>();
  private final Map<String, Crew> crews = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private double lateness;
  private double overtime;

  private Checker(Day day) {
    this.day = day;
    ways = new Ways(day.travel());
    day.jobs().forEach(job -> jobs.put(job.id(), job));
    day.crews().forEach(crew -> crews.put(crew.id(), crew));
  }

  /** What is wrong with the plan; nothing when it is good. */
  public static List<String> faults(Day day, Plan plan) {
    Checker checker = new Checker(day);
    checker.check(plan);
    return checker.faults;
  }

  private void check(Plan plan) {
    double distance = 0;
    Set<String> driven = new HashSet<>();
    for (Route route : plan.routes()) {
      Crew crew = crews.get(route.crew());
      that(driven.add(route.crew()), "%s has two routes", route.crew());
      that(!route.stops().isEmpty(), "%s has an empty route", route.crew());
      if (crew == null) {
        faults.add("no crew " + route.crew());
        continue;
      }
      RouteCheck check = new RouteCheck(ways, crew, jobs, soft());
      check.check(route);
      faults.addAll(check.faults);
      distance += check.distance;
      lateness += check.lateness;
      overtime += check.overtime;
      route.stops().forEach(stop -> once(stop.job()));
    }
    for (Unassigned left : plan.unassigned()) {
      once(left.job());
      that(!left.reason().en().isBlank() && !left.reason().zh().isBlank(), "%s: why?", left.job());
    }
    for (Job job : day.jobs()) {
      that(seen.contains(job.id()), "%s is forgotten", job.id());
    }
    same("distance", plan.distance(), distance);
    same("lateness", plan.lateness(), lateness);
    same("overtime", plan.overtime(), overtime);
  }

  private boolean soft() {
    return day.objective() instanceof Objective.Weighted;
  }

  private void once(String job) {
    that(jobs.containsKey(job), "no job %s", job);
    that(seen.add(job), "%s is there twice", job);
  }

  private void same(String what, double said, double is) {
    that(
        Math.abs(said - is) <= CLOSE * Math.max(1, Math.abs(is)),
        "%s said %s, is %s",
        what,
        said,
        is);
  }

  private void that(boolean holds, String fault, Object... about) {
    if (!holds) {
      faults.add(String.format(Locale.ROOT, fault, about));
    }
  }
}
