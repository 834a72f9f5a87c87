package io.lamplighter.planner;

/**
 * Two crews change their tours from some job on (2-opt*, Potvin and Rousseau 1995), or an idle one
 * takes the rest of another's; where crews differ also whole tours. What strings of jobs cannot do,
 * and what counts where tours are long.
 */
final class Handover {
  /** Chance that a good pair of tours is overlooked, which makes the search try others. */
  private static final double BLINK = 0.1;

  /** Among so many jobs near by the next one is looked for. */
  private static final int NEAR = 40;

  /** Where crews differ, so often whole tours are changed. */
  private static final double WHOLE = 0.5;

  private final Tours tours;
  private final Problem problem;
  private final Nearest neighbours;
  private final Undo undo;
  private final Dice dice;
  private final Spot spot = new Spot();
  private final int[] one;
  private final int[] other;

  Handover(Tours tours, Nearest neighbours, Undo undo, Dice dice) {
    this.tours = tours;
    this.problem = tours.problem;
    this.neighbours = neighbours;
    this.undo = undo;
    this.dice = dice;
    one = new int[problem.jobs];
    other = new int[problem.jobs];
  }

  /** Changes a job's crew with another; false, with the tours in pieces, when they cannot. */
  boolean change(int job) {
    int from = tours.crew[job];
    if (from == Tours.NONE) {
      return false;
    }
    return problem.kinds.count > 1 && dice.chance(WHOLE) ? wholeTour(from) : rest(from, job);
  }

  private boolean wholeTour(int from) {
    int to = dice.below(problem.crews);
    return problem.kinds.of(from) != problem.kinds.of(to)
        && change(from, problem.start(from), to, problem.start(to));
  }

  /** Behind a job the crew goes on where it is best to change with another. */
  private boolean rest(int from, int job) {
    int[] near = neighbours.of(job);
    int many = Math.min(NEAR, near.length);
    tours.work += many;
    spot.clear();
    for (int i = 0; i < many; i++) {
      int next = near[i];
      int to = tours.crew[next];
      if (to != Tours.NONE && to != from) {
        look(from, job, to, tours.previous[next]);
      }
    }
    int idle = tours.idle(problem.kinds.of(from));
    if (idle != Tours.NONE && tours.used.size() < tours.mostUsed) {
      look(from, job, idle, problem.start(idle));
    }
    return spot.crew != Tours.NONE && change(from, job, spot.crew, spot.after);
  }

  private void look(int from, int job, int to, int node) {
    int rest = onFrom(job, to);
    int others = onFrom(node, from);
    double extra = way(job, others) + way(node, rest) - tours.leg[job] - tours.saved(to, node);
    if (extra < spot.cost && fits(job, others) && fits(node, rest) && !dice.chance(BLINK)) {
      spot.set(to, node, extra);
    }
  }

  /** What comes after a node, for another crew. */
  private int onFrom(int node, int crew) {
    int next = tours.next[node];
    return next < problem.jobs ? next : problem.end(crew);
  }

  private double way(int from, int to) {
    return problem.roads.out(problem.place[from], problem.place[to]);
  }

  private boolean fits(int from, int to) {
    double time = problem.roads.timeOut(problem.place[from], problem.place[to]);
    for (int k = 0; k < tours.layers; k++) {
      double there = tours.ready[from * tours.layers + k] + time;
      if (there <= tours.latest[to * tours.layers + k] + Goal.SLACK
          && there < Double.POSITIVE_INFINITY) {
        return true;
      }
    }
    return false;
  }

  /** Two crews change what comes after a node of each. */
  private boolean change(int from, int node, int to, int others) {
    undo.keep(from);
    undo.keep(to);
    int ones = tours.takeAfter(node, one);
    int theirs = tours.takeAfter(others, other);
    return give(to, others, one, ones) && give(from, node, other, theirs);
  }

  private boolean give(int crew, int node, int[] jobs, int count) {
    for (int i = 0; i < count; i++) {
      if (!problem.kinds.allowed(crew, jobs[i])) {
        return false;
      }
    }
    boolean fits = tours.append(crew, node, jobs, 0, count);
    return fits && tours.load[crew] <= problem.capacity[crew] + Goal.SLACK;
  }
}
