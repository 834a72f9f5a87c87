package io.lamplighter.api.planner;

/**
 * What is to be small, after the jobs left out. A job is left out only when no crew can do it
 * beside the others.
 */
public sealed interface Objective {
  /** The distance travelled. */
  record Distance() implements Objective {}

  /** The number of crews that have a job; then the distance. */
  record CrewsFirst() implements Objective {}

  /**
   * The live board's: distance, lateness and overtime together. Windows may be missed at their end
   * and shifts overrun, at a price for each unit of time.
   */
  record Weighted(double distance, double lateness, double overtime) implements Objective {}
}
