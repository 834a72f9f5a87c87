package io.lamplighter.planner;

import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Pause;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Unassigned;
import java.util.ArrayList;
import java.util.List;

/** Writes tours down as a plan, in the day's own words. */
final class PlanWriter {
  private final Day day;
  private final Tours tours;
  private final Problem problem;
  private final Reasons reasons;
  private final Timeline timeline;
  private double lateness;
  private double overtime;

  PlanWriter(Day day, Tours tours, Reasons reasons) {
    this.day = day;
    this.tours = tours;
    this.problem = tours.problem;
    this.reasons = reasons;
    timeline = new Timeline(tours);
  }

  Plan write(Team team, WorkBudget budget) {
    List<Route> routes = new ArrayList<>();
    List<Unassigned> unassigned = new ArrayList<>();
    for (int crew = 0; crew < problem.crews; crew++) {
      if (tours.size[crew] > 0) {
        routes.add(route(crew));
      }
    }
    for (int job = 0; job < problem.jobs; job++) {
      if (tours.crew[job] == Tours.NONE) {
        unassigned.add(new Unassigned(day.jobs().get(job).id(), reasons.of(job, team.complete())));
      }
    }
    double distance = routes.stream().mapToDouble(Route::distance).sum();
    return new Plan(
        routes,
        unassigned,
        distance,
        lateness,
        overtime,
        budget.seconds(),
        team.iterations(),
        budget.ending());
  }

  private Route route(int crew) {
    List<Stop> stops = new ArrayList<>();
    List<Pause> pauses = new ArrayList<>();
    int node = problem.start(crew);
    timeline.start(crew);
    double leave = timeline.time;
    double distance = 0;
    while (node != problem.end(crew)) {
      int next = tours.next[node];
      int before = timeline.taken;
      timeline.go(node, next);
      distance += tours.leg[node];
      for (int i = before; i < timeline.taken; i++) {
        double begin = timeline.pause[i];
        pauses.add(new Pause(begin, begin + problem.breaks.duration(crew, i)));
      }
      if (next < problem.jobs) {
        stops.add(
            new Stop(day.jobs().get(next).id(), timeline.arrived, timeline.began, timeline.time));
        lateness += Math.max(0, timeline.began - problem.due[next]);
      }
      node = next;
    }
    overtime += Math.max(0, timeline.time - problem.due[node]);
    return new Route(day.crews().get(crew).id(), stops, pauses, distance, leave, timeline.time);
  }
}
