package io.lamplighter.planner;

/** What being late costs on each tour, and would cost with one more job. Only where it may be. */
final class Lateness {
  private final Tours tours;
  private final Problem problem;
  private final Timeline timeline;

  /** Per node: how the crew leaves it, and what being late has cost until then. */
  private final double[] time;

  private final int[] taken;
  private final double[] paid;

  Lateness(Tours tours) {
    this.tours = tours;
    this.problem = tours.problem;
    timeline = new Timeline(tours);
    time = new double[problem.nodes];
    taken = new int[problem.nodes];
    paid = new double[problem.nodes];
  }

  /** Drives along a crew's tour; what it costs. */
  double refresh(int crew) {
    int node = problem.start(crew);
    int end = problem.end(crew);
    timeline.start(crew);
    double sum = 0;
    keep(node, sum);
    while (node != end) {
      sum += timeline.go(node, tours.next[node]);
      node = tours.next[node];
      keep(node, sum);
    }
    if (tours.size[crew] == 0) {
      // Who has no job stays at home: a way that is too long, or not there, is not his.
      sum = 0;
      paid[end] = sum;
    }
    return sum;
  }

  private void keep(int node, double sum) {
    time[node] = timeline.time;
    taken[node] = timeline.taken;
    paid[node] = sum;
  }

  /**
   * What {@code job} behind {@code node} would cost more, and no need to know above {@code most}.
   */
  double extra(int crew, int job, int node, double most) {
    int end = problem.end(crew);
    int next = tours.next[node];
    tours.stepBack(crew, job, next);
    timeline.resume(crew, time[node], taken[node]);
    double sum = timeline.go(node, job) + timeline.go(job, next);
    while (next != end
        && paid[node] + sum - paid[next] < most
        && (timeline.time != time[next] || timeline.taken != taken[next])) {
      sum += timeline.go(next, tours.next[next]);
      next = tours.next[next];
      tours.work++;
    }
    return paid[node] + sum - paid[next];
  }
}
