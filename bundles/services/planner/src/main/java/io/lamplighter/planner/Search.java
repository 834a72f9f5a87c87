package io.lamplighter.planner;

import io.lamplighter.api.planner.Progress;
import io.lamplighter.api.planner.Watch;

/**
 * Ruin and recreate under simulated annealing (SISR). First every job must find a crew, and with
 * crews first as few crews as possible; then the tours become short.
 */
final class Search {
  /** Of the effort, at most so much goes into finding every job a crew. */
  private static final double SERVE = 0.3;

  /** Temperatures, in units of the way from one job to the next. */
  private static final double HOT = 0.6;

  private static final double COLD = 0.05;

  /** So often two crews change tours first. */
  private static final double HANDOVER = 0.2;

  /** So often that is all: no strings of jobs are taken out round about it. */
  private static final double PLAIN = 0.3;

  /** The least work that a change counts as: one that comes to nothing takes its time too. */
  private static final int LEAST_WORK = Heed.WORK / 16;

  private static final double BETWEEN_REPORTS = 0.25;

  private final Problem problem;
  private final WorkBudget budget;
  private final Watch watch;
  private final Dice dice;
  private final Tours tours;
  private final Heed patience;
  private final Undo undo;
  private final Ruin ruin;
  private final Recreate recreate;
  private final Handover handover;
  private final Snapshot best;
  private long iterations;
  private double spent;
  private double reported;
  private boolean complete;

  /**
   * @param hopeless jobs that no crew can do: not even tried
   */
  Search(Problem problem, WorkBudget budget, Watch watch, long seed, int[] hopeless) {
    this.problem = problem;
    this.budget = budget;
    this.watch = watch;
    dice = new Dice(seed);
    tours = new Tours(problem);
    for (int job : hopeless) {
      tours.absent.remove(job);
    }
    patience = new Heed(tours, this::look);
    undo = new Undo(tours);
    Nearest neighbours = new Nearest(tours);
    ruin = new Ruin(tours, neighbours, undo, dice);
    recreate = new Recreate(tours, neighbours, undo, dice, patience::over);
    handover = new Handover(tours, neighbours, undo, dice);
    best = new Snapshot(problem);
  }

  /** Searches until the budget is spent. */
  Snapshot run() {
    offer();
    recreate.recreate();
    complete = !patience.over();
    offer();
    new Serve().run();
    if (!exhaust() && best.crewsUsed > 0) {
      anneal();
    }
    return best;
  }

  /** True when the day is so small that its best plan is known now. */
  private boolean exhaust() {
    boolean straight = Exhaust.suits(problem);
    if (!straight && !EveryOrder.suits(problem)) {
      return false;
    }
    tours.clear();
    boolean complete =
        straight
            ? new Exhaust(tours, best, patience).run()
            : new EveryOrder(tours, best, patience).run();
    best.restore(tours);
    if (complete) {
      budget.exhausted();
    }
    return complete;
  }

  long iterations() {
    return iterations;
  }

  /** Whether every job was tried at least once. */
  boolean complete() {
    return complete;
  }

  /** True while the phase that ends at {@code limit} of the effort goes on. */
  private boolean goesOn(double limit) {
    return budget.left(iterations) && !patience.over() && spent < limit;
  }

  private boolean look() {
    spent = budget.spent(iterations);
    report();
    return spent >= 1;
  }

  private void report() {
    double seconds = budget.seconds();
    if (seconds - reported >= BETWEEN_REPORTS) {
      reported = seconds;
      watch.progress(new Progress(seconds, iterations, best.distance, best.crewsUsed, best.absent));
    }
  }

  /** Changes the tours; false when that came to nothing. */
  private boolean change() {
    iterations++;
    tours.work += LEAST_WORK;
    undo.mark();
    int absent = tours.absent.size();
    int job = dice.below(problem.jobs);
    if (dice.chance(HANDOVER)) {
      if (!handover.change(job)) {
        return false;
      }
      if (dice.chance(PLAIN)) {
        return true;
      }
    }
    ruin.ruin(job);
    recreate.recreate(absent);
    return true;
  }

  private void offer() {
    if (best.offer(tours)) {
      budget.offer(best);
    }
  }

  private void anneal() {
    double from = spent;
    double unit = tours.cost() * tours.shareBetweenJobs() / problem.jobs;
    double missed = tours.missed();
    double cost = tours.cost();
    while (goesOn(1)) {
      double done = (spent - from) / (1 - from);
      double temperature = unit * HOT * Math.pow(COLD / HOT, done);
      boolean changed = change();
      double nowMissed = tours.missed();
      double allowed = cost - temperature * Math.log(dice.unit());
      boolean better = nowMissed < missed || (nowMissed == missed && tours.cost() < allowed);
      if (changed && better) {
        missed = nowMissed;
        cost = tours.cost();
        offer();
      } else {
        undo.undo();
      }
    }
  }

  /**
   * Finds every job a crew. A job counts the more the more often it was left out, so that the hard
   * ones go first (the fleet minimisation of SISR). With crews first a tour is given up whenever
   * that is done.
   */
  private final class Serve {
    private final long[] leftOut = new long[problem.jobs];

    void run() {
      while (closeOne() && goesOn(SERVE)) {
        double pressure = pressure();
        double cost = tours.cost();
        boolean changed = change();
        double now = pressure();
        if (changed && (now < pressure || (now == pressure && tours.cost() < cost))) {
          offer();
        } else {
          undo.undo();
        }
        for (int i = 0; i < tours.absent.size(); i++) {
          leftOut[tours.absent.get(i)]++;
        }
      }
      best.restore(tours);
      if (problem.goal.crewsFirst()) {
        tours.mostUsed = Math.max(1, best.crewsUsed);
      }
    }

    /** With everyone served: gives a tour up. False when there is nothing to do. */
    private boolean closeOne() {
      if (tours.absent.size() > 0) {
        return true;
      }
      if (!problem.goal.crewsFirst() || tours.used.size() <= 1) {
        return false;
      }
      int easiest = tours.used.get(0);
      for (int i = 1; i < tours.used.size(); i++) {
        easiest = leftOut(tours.used.get(i)) < leftOut(easiest) ? tours.used.get(i) : easiest;
      }
      tours.mostUsed = tours.used.size() - 1;
      tours.clear(easiest);
      return true;
    }

    private long leftOut(int crew) {
      long sum = 0;
      int end = problem.end(crew);
      for (int n = tours.next[problem.start(crew)]; n != end; n = tours.next[n]) {
        sum += leftOut[n];
      }
      return sum;
    }

    private double pressure() {
      double sum = 0;
      for (int i = 0; i < tours.absent.size(); i++) {
        int job = tours.absent.get(i);
        sum += problem.weight[job] * (1 + leftOut[job]);
      }
      return sum;
    }
  }
}
