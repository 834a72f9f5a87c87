package io.lamplighter.planner;

/**
 * Distance and travel time between places. {@link #nowhere()} is no way from everywhere: an open
 * tour ends there. Seen from one place {@code at}, so that a table is read along one row.
 */
abstract class Roads {
  /** The number of places, without nowhere. */
  final int places;

  Roads(int places) {
    this.places = places;
  }

  final int nowhere() {
    return places;
  }

  /** Distance from {@code at} to {@code next}. */
  abstract double out(int at, int next);

  /** Distance from {@code before} to {@code at}. */
  abstract double in(int at, int before);

  /** Time from {@code at} to {@code next}. */
  abstract double timeOut(int at, int next);

  /** Time from {@code before} to {@code at}. */
  abstract double timeIn(int at, int before);
}
