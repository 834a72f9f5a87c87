package io.lamplighter.api.planner;

import java.util.List;

/**
 * The answer: who does what when.
 *
 * @param routes of the crews that have a job, in the order of {@link Day#crews}
 * @param distance of all routes
 * @param lateness after windows' ends, summed over the jobs; 0 where windows hold, unless a job is
 *     pinned after its window
 * @param overtime after shifts' ends, summed over the crews; 0 where shifts hold
 * @param iterations how often the search changed the plan
 */
public record Plan(
    List<Route> routes,
    List<Unassigned> unassigned,
    double distance,
    double lateness,
    double overtime,
    double seconds,
    long iterations,
    Ending ended) {
  public Plan {
    routes = List.copyOf(routes);
    unassigned = List.copyOf(unassigned);
  }

  /** Why the search was over. */
  public enum Ending {
    /** Its time or its iterations were spent. */
    SPENT,
    /** It was good enough, or on a small day nothing better is possible. */
    TARGET,
    /** The caller had enough; the plan is the best so far. */
    CANCELLED,
    /** The planner was stopped; the plan is the best so far. */
    STOPPED
  }

  /** The same plan, said to have ended so. */
  public Plan ended(Ending how) {
    return new Plan(routes, unassigned, distance, lateness, overtime, seconds, iterations, how);
  }

  public int crewsUsed() {
    return routes.size();
  }
}
