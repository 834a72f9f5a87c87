package io.lamplighter.api.planner;

import io.lamplighter.api.Refusal;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Plans a day's tours. Keeps nothing. */
@ProviderType
public interface Planner {
  /**
   * The best tours found with that effort. Anytime: ends early on target, when cancelled, and when
   * the planner is stopped.
   *
   * @throws Refusal.Invalid naming every field that makes no sense; pointers as in the JSON of
   *     {@code POST /api/v1/plans/solve}
   * @throws Refusal.Unavailable when the planner is stopped already
   */
  Plan solve(Day day, Effort effort, Watch watch);

  /**
   * Where one more job fits best, at most three places, the best first; none when it fits nowhere.
   * Where it fits nowhere as the plan is, jobs of lower priority make room.
   *
   * @param day with the plan's crews and jobs; the new job need not be in it
   * @throws Refusal.Invalid when the plan is not one of that day
   */
  List<Candidate> insert(Day day, Plan plan, Job job);
}
