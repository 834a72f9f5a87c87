package io.lamplighter.api.planner;

import java.util.List;

/**
 * One crew's day.
 *
 * @param leave when it leaves its start
 * @param finish when it is at its end, or done with its last job
 */
public record Route(
    String crew,
    List<Stop> stops,
    List<Pause> pauses,
    double distance,
    double leave,
    double finish) {
  public Route {
    stops = List.copyOf(stops);
    pauses = List.copyOf(pauses);
  }
}
