package io.lamplighter.planner;

/**
 * Where ways are missing, a job may have a place only with another before or behind it: then two
 * absent ones are put in together.
 */
final class Pairs {
  /** So often it is tried, with so many others, in so many tours: it takes long. */
  private static final double TRIED = 0.2;

  private static final int OTHERS = 4;
  private static final int CREWS = 8;

  private final Tours tours;
  private final Problem problem;
  private final Undo undo;
  private final Dice dice;
  private final int[] best = new int[2];
  private final Spot spot = new Spot();

  Pairs(Tours tours, Undo undo, Dice dice) {
    this.tours = tours;
    this.problem = tours.problem;
    this.undo = undo;
    this.dice = dice;
  }

  /** Puts an absent job in, with another that is absent, where both together cost least. */
  void bring(int job) {
    if (tours.absent.size() < 2 || !dice.chance(TRIED)) {
      return;
    }
    spot.clear();
    for (int i = 0; i < OTHERS; i++) {
      int other = tours.absent.get(dice.below(tours.absent.size()));
      if (other != job) {
        with(job, other);
      }
    }
    if (spot.crew != Tours.NONE) {
      undo.keep(spot.crew);
      tours.append(spot.crew, spot.after, best, 0, 2);
    }
  }

  private void with(int job, int other) {
    for (int i = 0; i < Math.min(CREWS, tours.used.size()); i++) {
      inTour(job, other, tours.used.get(dice.below(tours.used.size())));
    }
    if (tours.used.size() < tours.mostUsed) {
      for (int i = 0; i < Math.min(CREWS, problem.kinds.count); i++) {
        int idle = tours.idle(dice.below(problem.kinds.count));
        if (idle != Tours.NONE) {
          inTour(job, other, idle);
        }
      }
    }
  }

  private void inTour(int job, int other, int crew) {
    double load = tours.load[crew] + problem.demand[job] + problem.demand[other];
    if (!problem.kinds.allowed(crew, job)
        || !problem.kinds.allowed(crew, other)
        || load > problem.capacity[crew] + Goal.SLACK) {
      return;
    }
    double before = tours.cost(crew);
    int end = problem.end(crew);
    for (int node = problem.start(crew); node != end; node = tours.next[node]) {
      look(crew, node, job, other, before);
      look(crew, node, other, job, before);
    }
    tours.refresh(crew);
  }

  private void look(int crew, int node, int first, int second, double before) {
    tours.insert(first, node, crew);
    tours.insert(second, first, crew);
    if (tours.refresh(crew) && tours.cost(crew) - before < spot.cost) {
      spot.set(crew, node, tours.cost(crew) - before);
      best[0] = first;
      best[1] = second;
    }
    tours.remove(second);
    tours.remove(first);
  }
}
