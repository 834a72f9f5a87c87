package io.lamplighter.planner;

import java.util.Arrays;

/**
 * Goes through all orders of the jobs of a very small day as a crew would drive them. So the best
 * plan is found also where one job only leads to another, since ways are missing, and where a job
 * on the way gives a crew the chance to take its break in time.
 */
final class EveryOrder {
  /** The largest day. */
  static final int JOBS = 8;

  private static final int CREWS = 50;

  /** So many nodes may be looked at: well under a second. */
  private static final long WORK = 20_000_000;

  private final Problem problem;
  private final Tours tours;
  private final Snapshot best;
  private final Heed patience;
  private final int[] jobs;
  private final int sets;
  private final long until;

  /** Per kind and set of jobs: what its best tour costs, and in which order it goes. */
  private final double[][] cost;

  private final int[][][] order;
  private final int[] chain = new int[JOBS];
  private boolean complete = true;

  /**
   * @param tours empty
   * @param best kept up to date
   */
  EveryOrder(Tours tours, Snapshot best, Heed patience) {
    this.problem = tours.problem;
    this.tours = tours;
    this.best = best;
    this.patience = patience;
    until = tours.work + WORK;
    jobs = new int[tours.absent.size()];
    Arrays.setAll(jobs, tours.absent::get);
    sets = 1 << jobs.length;
    cost = new double[problem.kinds.count][sets];
    order = new int[problem.kinds.count][sets][];
  }

  static boolean suits(Problem problem) {
    return problem.jobs > 0 && problem.jobs <= JOBS && problem.crews > 0 && problem.crews <= CREWS;
  }

  /** True when there is no better plan than the best now; false when it had to give up. */
  boolean run() {
    for (int kind = 0; kind < problem.kinds.count; kind++) {
      Arrays.fill(cost[kind], Double.POSITIVE_INFINITY);
      int crew = problem.kinds.members(kind)[0];
      extend(kind, crew, 0, 0);
      tours.refresh(crew);
    }
    if (complete) {
      share();
      best.offer(tours);
    }
    return complete;
  }

  /** Drives on from the last of {@code count} jobs to each that is left. */
  private void extend(int kind, int crew, int set, int count) {
    complete = complete && tours.work < until && !patience.over();
    if (!complete) {
      return;
    }
    int last = count == 0 ? problem.start(crew) : chain[count - 1];
    for (int i = 0; i < jobs.length; i++) {
      int job = jobs[i];
      if ((set & 1 << i) == 0
          && problem.kinds.allowed(crew, job)
          && tours.load[crew] + problem.demand[job] <= problem.capacity[crew] + Goal.SLACK) {
        tours.insert(job, last, crew);
        chain[count] = job;
        if (tours.refresh(crew)) {
          offer(kind, crew, set | 1 << i, count + 1);
        }
        if (isReached(job)) {
          extend(kind, crew, set | 1 << i, count + 1);
        }
        tours.remove(job);
      }
    }
  }

  private void offer(int kind, int crew, int set, int count) {
    if (tours.cost(crew) < cost[kind][set]) {
      cost[kind][set] = tours.cost(crew);
      order[kind][set] = Arrays.copyOf(chain, count);
    }
  }

  private boolean isReached(int job) {
    for (int k = 0; k < tours.layers; k++) {
      if (tours.ready[job * tours.layers + k] < Double.POSITIVE_INFINITY) {
        return true;
      }
    }
    return false;
  }

  /** Gives each crew the set of jobs that is best for all of them together. */
  private void share() {
    Shares shares = new Shares(sets, problem.goal.crewsFirst());
    int[][] choice = new int[problem.crews][];
    for (int crew = 0; crew < problem.crews; crew++) {
      choice[crew] = shares.add(cost[problem.kinds.of(crew)]);
    }
    int chosen = 0;
    for (int set = 1; set < sets; set++) {
      double gain = missed(chosen) - missed(set);
      if (shares.isPossible(set) && (gain > 0 || (gain == 0 && shares.isBetter(set, chosen)))) {
        chosen = set;
      }
    }
    for (int crew = problem.crews - 1; crew >= 0; crew--) {
      int its = choice[crew][chosen];
      if (its != 0) {
        int[] tour = order[problem.kinds.of(crew)][its];
        tours.append(crew, problem.start(crew), tour, 0, tour.length);
        chosen ^= its;
      }
    }
  }

  private double missed(int set) {
    double missed = 0;
    for (int i = 0; i < jobs.length; i++) {
      missed += (set & 1 << i) == 0 ? problem.weight[jobs[i]] : 0;
    }
    return missed;
  }
}
