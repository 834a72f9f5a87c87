package io.lamplighter.planner;

/**
 * Remembers tours before they are changed, to bring them back when the change was no good: with
 * their times, so that nothing is computed anew.
 */
final class Undo {
  private final Tours tours;
  private final Problem problem;
  private final IntSet touched;

  /** As in {@link Tours}, of the nodes of those touched. */
  private final int[] next;

  private final double[] leg;
  private final double[] ready;
  private final double[] latest;

  /** Per crew. */
  private final double[] cost;

  Undo(Tours tours) {
    this.tours = tours;
    problem = tours.problem;
    touched = new IntSet(problem.crews);
    next = new int[problem.nodes];
    leg = new double[problem.nodes];
    ready = new double[problem.nodes * tours.layers];
    latest = new double[problem.nodes * tours.layers];
    cost = new double[problem.crews];
  }

  /** From here on: what is now is what comes back. */
  void mark() {
    touched.clear();
  }

  /** Call before a tour's first change. */
  void keep(int crew) {
    if (!touched.add(crew)) {
      return;
    }
    cost[crew] = tours.cost(crew);
    int end = problem.end(crew);
    int node = problem.start(crew);
    keepTimes(node);
    while (node != end) {
      int to = tours.next[node];
      next[node] = to;
      keepTimes(to);
      node = to;
    }
  }

  void undo() {
    for (int i = 0; i < touched.size(); i++) {
      tours.empty(touched.get(i));
    }
    for (int i = 0; i < touched.size(); i++) {
      bringBack(touched.get(i));
    }
    mark();
  }

  private void bringBack(int crew) {
    int end = problem.end(crew);
    int node = problem.start(crew);
    bringTimes(node);
    while (node != end) {
      int to = next[node];
      if (to != end) {
        tours.insert(to, node, crew);
      }
      bringTimes(to);
      node = to;
    }
    tours.setCost(crew, cost[crew]);
    if (tours.lateness != null) {
      tours.lateness.refresh(crew);
    }
  }

  private void keepTimes(int node) {
    leg[node] = tours.leg[node];
    for (int at = node * tours.layers; at < (node + 1) * tours.layers; at++) {
      ready[at] = tours.ready[at];
      latest[at] = tours.latest[at];
    }
  }

  private void bringTimes(int node) {
    tours.leg[node] = leg[node];
    for (int at = node * tours.layers; at < (node + 1) * tours.layers; at++) {
      tours.ready[at] = ready[at];
      tours.latest[at] = latest[at];
    }
  }
}
