package io.lamplighter.api.planner;

import io.lamplighter.api.Text;
import java.util.List;

/**
 * A place for one more job in a plan.
 *
 * @param position in the crew's route, 0 = first
 * @param start when the work would begin
 * @param cost by how much the plan's cost grows, in the units of the day's objective
 * @param displaced jobs of lower priority that would have to leave
 */
public record Candidate(
    String crew,
    int position,
    double start,
    double cost,
    double extraDistance,
    List<String> displaced,
    Text reason) {
  public Candidate {
    displaced = List.copyOf(displaced);
  }
}
