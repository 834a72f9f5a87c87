package io.lamplighter.api.planner;

import java.util.List;

/**
 * What is to be planned. Times are numbers on one axis of the caller's choice; with geographic and
 * matrix travel they are minutes.
 */
public record Day(Travel travel, List<Crew> crews, List<Job> jobs, Objective objective) {
  public Day {
    crews = List.copyOf(crews);
    jobs = List.copyOf(jobs);
  }
}
