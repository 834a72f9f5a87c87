package io.lamplighter.planner;

/**
 * Takes strings of jobs out of neighbouring tours: the ruin of SISR (Christiaens and Vanden Berghe,
 * Slack Induction by String Removals, Transportation Science 54, 2020), with its parameters.
 */
final class Ruin {
  private static final double REMOVED = 10;

  private static final int LONGEST = 10;
  private static final double SPLIT = 0.5;
  private static final double KEEP_ON = 0.01;

  private final Tours tours;
  private final Nearest neighbours;
  private final Undo undo;
  private final Dice dice;
  private final IntSet ruined;

  Ruin(Tours tours, Nearest neighbours, Undo undo, Dice dice) {
    this.tours = tours;
    this.neighbours = neighbours;
    this.undo = undo;
    this.dice = dice;
    ruined = new IntSet(tours.problem.crews);
  }

  /** Round about a job. */
  void ruin(int seed) {
    int served = tours.problem.jobs - tours.absent.size();
    if (served == 0) {
      return;
    }
    double longest = Math.min(LONGEST, (double) served / tours.used.size());
    double most = 4 * REMOVED / (1 + longest) - 1;
    int strings = (int) (1 + dice.unit() * most);
    ruined.clear();
    cut(seed, longest);
    int[] near = neighbours.of(seed);
    for (int i = 0; i < near.length && ruined.size() < strings; i++) {
      cut(near[i], longest);
    }
    for (int i = 0; i < ruined.size(); i++) {
      settle(ruined.get(i));
    }
  }

  private void cut(int job, double longest) {
    int crew = tours.crew[job];
    if (crew == Tours.NONE || !ruined.add(crew)) {
      return;
    }
    undo.keep(crew);
    int size = tours.size[crew];
    int length = (int) (1 + dice.unit() * Math.min(size, longest));
    length = Math.min(length, size);
    int spared = 0;
    if (length > 1 && length < size && dice.chance(SPLIT)) {
      spared = 1;
      while (length + spared < size && !dice.chance(KEEP_ON)) {
        spared++;
      }
    }
    remove(job, crew, length, spared);
  }

  /** Removes {@code length} jobs around {@code job}, but spares so many in their midst. */
  private void remove(int job, int crew, int length, int spared) {
    int span = length + spared;
    int first = job;
    int before = 0;
    while (before < span - 1 && tours.previous[first] < tours.problem.jobs) {
      first = tours.previous[first];
      before++;
    }
    int after = 0;
    for (int n = job; after < span - 1 && tours.next[n] < tours.problem.jobs; n = tours.next[n]) {
      after++;
    }
    int least = Math.max(0, span - 1 - after);
    int back = least + dice.below(before - least + 1);
    for (int skip = before - back; skip > 0; skip--) {
      first = tours.next[first];
    }
    int spareFrom = spared == 0 ? span : dice.below(length + 1);
    int node = first;
    for (int i = 0; i < span; i++) {
      int next = tours.next[node];
      if (i < spareFrom || i >= spareFrom + spared) {
        tours.remove(node);
      }
      node = next;
    }
  }

  /**
   * Where a way round is shorter than the direct way a tour may be late now: then it is given up.
   */
  private void settle(int crew) {
    if (!tours.refresh(crew)) {
      tours.clear(crew);
    }
  }
}
