package io.lamplighter.planner;

import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import java.util.List;
import java.util.function.LongSupplier;

/** The planner as a library: {@code new Engine().solve(day, Effort.ofSeconds(10), Watch.NONE)}. */
public final class Engine {
  /** A dispatcher waits for an answer: so long at most are places for one more job looked for. */
  private static final double INSERT_SECONDS = 1;

  private final LongSupplier nanos;

  public Engine() {
    this(System::nanoTime);
  }

  /**
   * @param nanos the clock that an effort's seconds are counted on
   */
  public Engine(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * The best tours found with that effort.
   *
   * @throws io.lamplighter.api.Refusal.Invalid naming every field that makes no sense
   */
  public Plan solve(Day day, Effort effort, Watch watch) {
    DayCheck.check(day);
    DayCheck.check(effort);
    WorkBudget budget = new WorkBudget(effort, watch, nanos);
    Problem problem = new Problem(day);
    Reasons reasons = new Reasons(day, problem, budget::over);
    Team team = new Team(problem, effort, budget, watch, reasons.hopeless());
    Tours tours = team.run();
    return new PlanWriter(day, tours, reasons).write(team, budget);
  }

  /**
   * Where one more job fits best, at most three places, the best first; on a huge plan the best
   * found within a second.
   *
   * @throws io.lamplighter.api.Refusal.Invalid when the plan is not one of that day
   */
  public List<Candidate> insert(Day day, Plan plan, Job job) {
    WorkBudget budget = new WorkBudget(Effort.ofSeconds(INSERT_SECONDS), Watch.NONE, nanos);
    return new Insertion(day, plan, job, budget::over).candidates();
  }
}
