package io.lamplighter.planner;

/**
 * Two crews change their whole tours, or an idle one takes another's: what strings of jobs cannot
 * do, and what counts where crews differ.
 */
final class Handover {
  private final Tours tours;
  private final Problem problem;
  private final Undo undo;
  private final Dice dice;
  private final int[] one;
  private final int[] other;

  Handover(Tours tours, Undo undo, Dice dice) {
    this.tours = tours;
    this.problem = tours.problem;
    this.undo = undo;
    this.dice = dice;
    one = new int[problem.jobs];
    other = new int[problem.jobs];
  }

  /** Changes a pair of crews; false, with the tours in pieces, when they cannot. */
  boolean change() {
    int from = tours.used.get(dice.below(tours.used.size()));
    int to = dice.below(problem.crews);
    if (problem.kinds.of(from) == problem.kinds.of(to)) {
      return false;
    }
    undo.keep(from);
    undo.keep(to);
    int ones = tours.take(from, one);
    int others = tours.take(to, other);
    return give(to, one, ones) && give(from, other, others);
  }

  private boolean give(int crew, int[] jobs, int count) {
    for (int i = 0; i < count; i++) {
      if (!problem.kinds.allowed(crew, jobs[i])) {
        return false;
      }
    }
    boolean fits = tours.fill(crew, jobs, 0, count);
    return fits && tours.load[crew] <= problem.capacity[crew] + Goal.SLACK;
  }
}
