package io.lamplighter.planner;

/**
 * Brings a tour up to date of which one job is new. What {@link Tours#refresh} computes for a whole
 * tour is computed from the job on, and no further than something changes: on long tours half the
 * work. Where breaks or prices for lateness are in play the whole tour is computed.
 */
final class Growth {
  private final Tours tours;
  private final Problem problem;
  private final boolean simple;

  Growth(Tours tours) {
    this.tours = tours;
    problem = tours.problem;
    simple = tours.layers == 1 && tours.lateness == null;
  }

  void grow(int job) {
    int crew = tours.crew[job];
    if (!simple) {
      tours.refresh(crew);
      return;
    }
    tours.work += tours.size[crew] + 1;
    int before = tours.previous[job];
    double direct = tours.size[crew] == 1 ? 0 : tours.leg[before];
    reach(before, job);
    forward(job, problem.end(crew));
    backward(job, problem.start(crew));
    double detour = tours.leg[before] + tours.leg[job] - direct;
    tours.setCost(crew, tours.cost(crew) + problem.goal.distance() * detour);
  }

  private void forward(int job, int end) {
    for (int node = job; node != end; node = tours.next[node]) {
      int to = tours.next[node];
      double was = tours.ready[to];
      reach(node, to);
      if (tours.ready[to] == was) {
        return;
      }
    }
  }

  /** From one node to the next: the way, and when the work there can be over. */
  private void reach(int from, int to) {
    int here = problem.place[from];
    int there = problem.place[to];
    tours.leg[from] = problem.roads.out(here, there);
    double arrival = tours.ready[from] + problem.roads.timeOut(here, there);
    tours.ready[to] = problem.ready(to, arrival);
  }

  private void backward(int job, int start) {
    int crew = tours.crew[job];
    for (int node = tours.next[job]; node != start; node = tours.previous[node]) {
      int from = tours.previous[node];
      double was = tours.latest[from];
      tours.stepBack(crew, from, node);
      if (from != job && tours.latest[from] == was) {
        return;
      }
    }
  }
}
