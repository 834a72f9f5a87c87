package io.lamplighter.planner;

import java.util.function.BooleanSupplier;

/** Looks through a tour for the cheapest place of a job within every limit. */
final class Scan {
  private final Tours tours;
  private final Problem problem;
  private final double blink;
  private final Dice dice;
  private final BooleanSupplier stop;
  private final double[] ready;

  /**
   * @param blink chance that a good place is overlooked, which makes the search try others
   * @param stop asked where a tour may take long: true ends with the best place so far
   */
  Scan(Tours tours, double blink, Dice dice, BooleanSupplier stop) {
    this.tours = tours;
    this.problem = tours.problem;
    this.blink = blink;
    this.dice = dice;
    this.stop = stop;
    ready = new double[tours.layers];
  }

  /** Moves {@code spot} to a better place for {@code job} in the crew's tour, if there is one. */
  void scan(int crew, int job, Spot spot) {
    if (tours.load[crew] + problem.demand[job] > problem.capacity[crew] + Goal.SLACK
        || !problem.kinds.allowed(crew, job)) {
      return;
    }
    tours.work += tours.size[crew] + 1;
    Roads roads = problem.roads;
    double worth = problem.goal.distance();
    int here = problem.place[job];
    int end = problem.end(crew);
    int node = problem.start(crew);
    double before = roads.in(here, problem.place[node]);
    while (node != end) {
      int next = tours.next[node];
      int there = problem.place[next];
      double extra = before + roads.out(here, there) - tours.saved(crew, node);
      if (worth * extra < spot.cost && fits(crew, job, node, next) && !dice.chance(blink)) {
        offer(crew, job, node, worth * extra, spot);
      }
      if (tours.ready[node * tours.layers] > problem.close[job]
          || (tours.lateness != null && stop.getAsBoolean())) {
        return;
      }
      before = roads.in(here, there);
      node = next;
    }
  }

  private void offer(int crew, int job, int node, double extra, Spot spot) {
    Lateness lateness = tours.lateness;
    double price =
        lateness == null ? extra : extra + lateness.extra(crew, job, node, spot.cost - extra);
    if (price < spot.cost) {
      spot.set(crew, node, price);
    }
  }

  private boolean fits(int crew, int job, int node, int next) {
    int layers = tours.layers;
    int here = problem.place[job];
    double to = problem.roads.timeIn(here, problem.place[node]);
    double on = problem.roads.timeOut(here, problem.place[next]);
    if (layers == 1) {
      return inTime(problem.ready(job, tours.ready[node] + to) + on, tours.latest[next]);
    }
    for (int k = 0; k < layers; k++) {
      ready[k] = problem.ready(job, tours.ready[node * layers + k] + to);
    }
    tours.takeBreaks(crew, ready, 0);
    for (int k = 0; k < layers; k++) {
      if (inTime(ready[k] + on, tours.latest[next * layers + k])) {
        return true;
      }
    }
    return false;
  }

  /** Never is not in time, even where there is no limit. */
  private static boolean inTime(double there, double latest) {
    return there <= latest + Goal.SLACK && there < Double.POSITIVE_INFINITY;
  }
}
