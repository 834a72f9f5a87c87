package io.lamplighter.planner;

/** The best place found for a job so far. */
final class Spot {
  int crew;
  int after;
  double cost;

  void clear() {
    crew = Tours.NONE;
    cost = Double.POSITIVE_INFINITY;
  }

  void set(int crew, int after, double cost) {
    this.crew = crew;
    this.after = after;
    this.cost = cost;
  }
}
