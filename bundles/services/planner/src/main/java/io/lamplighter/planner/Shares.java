package io.lamplighter.planner;

import java.util.Arrays;

/** What it costs at least that some crews do a set of jobs together; crews are added one by one. */
final class Shares {
  private final boolean crewsFirst;
  private final double[] cost;
  private final int[] crews;

  /**
   * @param sets how many sets of jobs there are
   * @param crewsFirst fewer crews are better whatever the cost
   */
  Shares(int sets, boolean crewsFirst) {
    this.crewsFirst = crewsFirst;
    cost = new double[sets];
    crews = new int[sets];
    Arrays.fill(cost, 1, sets, Double.POSITIVE_INFINITY);
  }

  /**
   * @param tours what a tour of the crew costs for each set; infinite: none
   * @return for each set what the crew does of it
   */
  int[] add(double[] tours) {
    int[] its = new int[cost.length];
    for (int set = cost.length - 1; set > 0; set--) {
      for (int sub = set; sub > 0; sub = (sub - 1) & set) {
        int rest = set ^ sub;
        double together = cost[rest] + tours[sub];
        if (isBetter(crews[rest] + 1, together, set)) {
          cost[set] = together;
          crews[set] = crews[rest] + 1;
          its[set] = sub;
        }
      }
    }
    return its;
  }

  boolean isPossible(int set) {
    return cost[set] < Double.POSITIVE_INFINITY;
  }

  boolean isBetter(int set, int other) {
    return isBetter(crews[set], cost[set], other);
  }

  private boolean isBetter(int itsCrews, double itsCost, int other) {
    if (crewsFirst && isPossible(other) && itsCrews != crews[other]) {
      return itsCrews < crews[other] && itsCost < Double.POSITIVE_INFINITY;
    }
    return itsCost < cost[other];
  }
}
