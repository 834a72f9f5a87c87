package io.lamplighter.planner;

import java.util.function.BooleanSupplier;

/**
 * Brings absent jobs back, one by one to its cheapest place: the greedy insertion with blinks of
 * SISR. The order is drawn: at random, by demand, distance or window.
 */
final class Recreate {
  private static final double BLINK = 0.01;

  /** So many of those absent before are tried again each time. */
  private static final int AGAIN = 30;

  /** With more tours than these only those near by are looked at first. */
  private static final int MANY = 20;

  private static final int NEAR = 40;

  /** Ciura's gaps, continued. */
  private static final int[] GAPS = {8858, 3937, 1750, 701, 301, 132, 57, 23, 10, 4, 1};

  private static final int[] LOTS = {4, 4, 2, 1, 2, 2, 2};
  private final Tours tours;
  private final Problem problem;
  private final Undo undo;
  private final Dice dice;
  private final Scan scan;
  private final Growth growth;
  private final Nearest neighbours;
  private final IntSet near;
  private final BooleanSupplier stop;
  private final Pairs pairs;
  private final Spot spot = new Spot();
  private final int[] queue;
  private final double[] key;

  Recreate(Tours tours, Nearest neighbours, Undo undo, Dice dice, BooleanSupplier stop) {
    this.neighbours = neighbours;
    near = new IntSet(tours.problem.crews);
    this.stop = stop;
    this.tours = tours;
    this.problem = tours.problem;
    this.undo = undo;
    this.dice = dice;
    growth = new Growth(tours);
    pairs = new Pairs(tours, undo, dice);
    scan = new Scan(tours, BLINK, dice, stop);
    queue = new int[problem.jobs + AGAIN];
    key = new double[problem.jobs + AGAIN];
  }

  /** Brings back all that is absent, as far as it fits. */
  void recreate() {
    recreate(0);
  }

  /** Brings back the absent, of the first {@code old} of them only a few: others did not fit. */
  void recreate(int old) {
    int count = 0;
    for (int i = old; i < tours.absent.size(); i++) {
      queue[count++] = tours.absent.get(i);
    }
    for (int i = 0; i < Math.min(old, AGAIN); i++) {
      int pick = old <= AGAIN ? i : dice.below(old);
      queue[count++] = tours.absent.get(pick);
    }
    sort(count, draw());
    for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
      if (tours.crew[queue[i]] == Tours.NONE) {
        bring(queue[i]);
      }
    }
  }

  private void bring(int job) {
    spot.clear();
    scanAll(job, tours.used.size() > MANY ? nearby(job) : tours.used);
    if (spot.crew == Tours.NONE && tours.used.size() > MANY) {
      scanAll(job, tours.used);
    }
    if (tours.used.size() < tours.mostUsed) {
      for (int kind = 0; kind < problem.kinds.count; kind++) {
        int idle = tours.idle(kind);
        if (idle != Tours.NONE) {
          scan.scan(idle, job, spot);
        }
      }
    }
    if (spot.crew != Tours.NONE) {
      undo.keep(spot.crew);
      tours.insert(job, spot.after, spot.crew);
      growth.grow(job);
    } else if (problem.crooked) {
      pairs.bring(job);
    }
  }

  private void scanAll(int job, IntSet crews) {
    for (int i = 0; i < crews.size(); i++) {
      scan.scan(crews.get(i), job, spot);
    }
  }

  /** The crews that have a job near by. */
  private IntSet nearby(int job) {
    near.clear();
    int[] jobs = neighbours.of(job);
    for (int i = 0; i < Math.min(NEAR, jobs.length); i++) {
      if (tours.crew[jobs[i]] != Tours.NONE) {
        near.add(tours.crew[jobs[i]]);
      }
    }
    return near;
  }

  private int draw() {
    int lots = 0;
    for (int lot : LOTS) {
      lots += lot;
    }
    int ticket = dice.below(lots);
    int order = 0;
    while (ticket >= LOTS[order]) {
      ticket -= LOTS[order++];
    }
    return order;
  }

  private void sort(int count, int order) {
    for (int i = 0; i < count; i++) {
      key[i] = key(queue[i], order);
    }
    for (int gap : GAPS) {
      pass(count, gap);
    }
  }

  /** One pass of Shell's sort: by insertion where there are few, as there mostly are. */
  private void pass(int count, int gap) {
    for (int i = gap; i < count; i++) {
      int job = queue[i];
      double its = key[i];
      int at = i;
      while (at >= gap && isAfter(queue[at - gap], key[at - gap], job, its)) {
        key[at] = key[at - gap];
        queue[at] = queue[at - gap];
        at -= gap;
      }
      key[at] = its;
      queue[at] = job;
    }
  }

  /** Whatever the order, higher priority goes first. */
  private boolean isAfter(int job, double its, int other, double others) {
    double more = problem.weight[other] - problem.weight[job];
    return more > 0 || (more == 0 && its > others);
  }

  private double key(int job, int order) {
    return switch (order) {
      case 0 -> dice.unit();
      case 1 -> -problem.demand[job];
      case 2 -> -fromStart(job);
      case 3 -> fromStart(job);
      case 4 -> problem.close[job] - problem.open[job];
      case 5 -> problem.open[job];
      default -> -problem.close[job];
    };
  }

  private double fromStart(int job) {
    return problem.roads.in(problem.place[job], problem.place[problem.start(0)]);
  }
}
