package io.lamplighter.planner;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each job's nearest jobs, nearest first; at most {@link #MOST} each, so memory stays linear.
 * Looked for when first asked, so that a large day begins at once.
 */
final class Nearest {
  private static final int MOST = 100;
  private final Tours tours;
  private final Problem problem;
  private final int most;
  private final int[] @Nullable [] near;
  private final double[] far;

  Nearest(Tours tours) {
    this.tours = tours;
    problem = tours.problem;
    most = Math.min(MOST, Math.max(0, problem.jobs - 1));
    near = new int[problem.jobs][];
    far = new double[most];
  }

  int[] of(int job) {
    int[] known = near[job];
    if (known == null) {
      known = find(job);
      near[job] = known;
    }
    return known;
  }

  private int[] find(int job) {
    tours.work += problem.jobs;
    int[] found = new int[most];
    Arrays.fill(far, Double.POSITIVE_INFINITY);
    int size = 0;
    int place = problem.place[job];
    for (int other = 0; other < problem.jobs; other++) {
      int there = problem.place[other];
      double way = Math.min(problem.roads.out(place, there), problem.roads.in(place, there));
      if (other != job && (size < most || way < far[most - 1])) {
        size = Math.min(most, size + 1);
        int at = size - 1;
        for (; at > 0 && far[at - 1] > way; at--) {
          far[at] = far[at - 1];
          found[at] = found[at - 1];
        }
        far[at] = way;
        found[at] = other;
      }
    }
    return found;
  }
}
