package io.lamplighter.planner;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Goes through all plans of a small day, so that its best is the best there is: one job after the
 * other is put in at every place, and what is no better than the best so far already is not
 * followed further. So one more crew is never worse.
 */
final class Exhaust {
  /** The largest day. */
  static final int JOBS = 12;

  private static final int CREWS = 50;

  /** So many nodes may be looked at: well under a second. */
  private static final long WORK = 20_000_000;

  private final Problem problem;
  private final Tours tours;
  private final Snapshot best;
  private final Heed patience;
  private final int[] order;
  private final long until;
  private boolean complete = true;

  /**
   * @param tours empty
   * @param best kept up to date
   */
  Exhaust(Tours tours, Snapshot best, Heed patience) {
    this.problem = tours.problem;
    this.tours = tours;
    this.best = best;
    this.patience = patience;
    until = tours.work + WORK;
    order =
        IntStream.range(0, tours.absent.size())
            .mapToObj(tours.absent::get)
            .sorted(Comparator.comparingDouble(this::fromStart).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private double fromStart(int job) {
    return problem.roads.in(problem.place[job], problem.place[problem.start(0)]);
  }

  /**
   * Whether a day is small enough, and one more job never makes a tour cheaper or earlier: not even
   * by giving a crew the chance to take its break in time.
   */
  static boolean suits(Problem problem) {
    if (problem.breaks.layers > 1
        || problem.jobs > JOBS
        || problem.crews == 0
        || problem.crews > CREWS) {
      return false;
    }
    for (int job = 0; job < problem.jobs; job++) {
      for (int from = 0; from < problem.end(0); from++) {
        for (int to = 0; to < problem.nodes; to++) {
          if (isShortCut(problem, from, job, to)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Whether it is nearer by way of the job than straight. */
  private static boolean isShortCut(Problem problem, int from, int job, int to) {
    Roads roads = problem.roads;
    int a = problem.place[from];
    int over = problem.place[job];
    int b = problem.place[to];
    return roads.out(a, b) > roads.out(a, over) + roads.out(over, b) + Goal.SLACK
        || roads.timeOut(a, b) > roads.timeOut(a, over) + roads.timeOut(over, b) + Goal.SLACK;
  }

  /** True when there is no better plan than the best now; false when it had to give up. */
  boolean run() {
    place(0, 0);
    return complete;
  }

  /** Places the jobs from {@code depth} on; {@code missed}: how bad it is what was left out. */
  private void place(int depth, double missed) {
    complete = complete && tours.work < until && !patience.over();
    if (!complete || !best.isWorseThan(missed, tours.used.size(), tours.cost())) {
      return;
    }
    if (depth == order.length) {
      best.offer(tours);
      return;
    }
    int job = order[depth];
    for (int i = tours.used.size() - 1; i >= 0; i--) {
      everywhere(job, tours.used.get(i), depth, missed);
    }
    for (int kind = 0; kind < problem.kinds.count; kind++) {
      int idle = tours.idle(kind);
      if (idle != Tours.NONE) {
        everywhere(job, idle, depth, missed);
      }
    }
    place(depth + 1, missed + problem.weight[job]);
  }

  private void everywhere(int job, int crew, int depth, double missed) {
    if (!problem.kinds.allowed(crew, job)
        || tours.load[crew] + problem.demand[job] > problem.capacity[crew] + Goal.SLACK) {
      return;
    }
    int end = problem.end(crew);
    for (int node = problem.start(crew); node != end; node = tours.next[node]) {
      tours.insert(job, node, crew);
      if (tours.refresh(crew)) {
        place(depth + 1, missed);
      }
      tours.remove(job);
      tours.refresh(crew);
    }
  }
}
