package io.lamplighter.planner;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a plan back into tours, beside one more job. */
final class PlanReader {
  private final Day day;
  private final int job;
  private final Tours tours;
  private final Map<String, Integer> jobs = new HashMap<>();
  private final Map<String, Integer> crews = new HashMap<>();

  /**
   * @throws Refusal.Invalid when the plan is not one of that day, or has the job already
   */
  PlanReader(Day day, Plan plan, Job asked) {
    DayCheck.check(day, asked);
    List<Job> all = new ArrayList<>(day.jobs());
    all.removeIf(known -> known.id().equals(asked.id()));
    job = all.size();
    all.add(asked);
    this.day = new Day(day.travel(), day.crews(), all, day.objective());
    for (int i = 0; i < all.size(); i++) {
      jobs.put(all.get(i).id(), i);
    }
    for (Crew crew : day.crews()) {
      crews.put(crew.id(), crews.size());
    }
    tours = new Tours(new Problem(this.day));
    for (int i = 0; i < plan.routes().size(); i++) {
      read("/plan/routes/" + i, plan.routes().get(i));
    }
    if (tours.crew[job] != Tours.NONE) {
      throw refusal("/job", "is in the plan already", "已在计划中");
    }
  }

  private void read(String at, Route route) {
    int crew = index(crews, route.crew(), at + "/crew");
    int node = problem().start(crew);
    if (tours.size[crew] > 0) {
      throw refusal(at + "/crew", "has two routes", "有两条路线");
    }
    for (int i = 0; i < route.stops().size(); i++) {
      Stop stop = route.stops().get(i);
      int next = index(jobs, stop.job(), at + "/stops/" + i + "/job");
      if (tours.crew[next] != Tours.NONE || !problem().kinds.allowed(crew, next)) {
        throw refusal(at + "/stops/" + i + "/job", "cannot be there", "不应在此");
      }
      tours.insert(next, node, crew);
      node = next;
    }
    if (!tours.refresh(crew) || tours.load[crew] > problem().capacity[crew] + Goal.SLACK) {
      throw refusal(at, "breaks a limit of the day", "违反当日约束");
    }
  }

  private Problem problem() {
    return tours.problem;
  }

  private static int index(Map<String, Integer> known, String id, String at) {
    @Nullable Integer index = known.get(id);
    if (index == null) {
      throw refusal(at, "is not in the day", "不在当日数据中");
    }
    return index;
  }

  private static Refusal.Invalid refusal(String at, String en, String zh) {
    return new Refusal.Invalid(at, en, zh);
  }

  /** The day with the job in it. */
  Day day() {
    return day;
  }

  /** The job's number. */
  int job() {
    return job;
  }

  Tours tours() {
    return tours;
  }
}
