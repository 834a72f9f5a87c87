package io.lamplighter.planner;

import io.lamplighter.api.planner.Objective;

/**
 * What counts.
 *
 * @param crewsFirst fewer crews are better whatever the distance
 * @param lateness price of a unit of time after a window's end; infinite: never
 * @param overtime price of a unit of time after a shift's end; infinite: never
 */
record Goal(boolean crewsFirst, double distance, double lateness, double overtime) {
  /** By so much a time may miss its limit and still be on time: rounding. */
  static final double SLACK = 1e-9;

  static Goal of(Objective objective) {
    if (objective instanceof Objective.Weighted w) {
      return new Goal(false, w.distance(), w.lateness(), w.overtime());
    }
    return new Goal(
        objective instanceof Objective.CrewsFirst,
        1,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  /** Windows and shifts may be missed at a price. */
  boolean soft() {
    return lateness != Double.POSITIVE_INFINITY || overtime != Double.POSITIVE_INFINITY;
  }
}
