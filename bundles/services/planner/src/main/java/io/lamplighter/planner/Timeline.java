package io.lamplighter.planner;

/**
 * Drives along a tour as its crew will: leaves at once, waits where it is early, and takes a break
 * as late as the rest of the tour allows.
 */
final class Timeline {
  private final Tours tours;
  private final Problem problem;
  private int crew;

  /** When the crew is ready to go on, and how many breaks it has had. */
  double time;

  int taken;

  /** When it came to the node, and when it began there. */
  double arrived;

  double began;

  /** Per break of the crew: when it began. */
  final double[] pause;

  Timeline(Tours tours) {
    this.tours = tours;
    this.problem = tours.problem;
    pause = new double[tours.layers];
  }

  void start(int crew) {
    resume(crew, problem.open[problem.start(crew)], 0);
  }

  void resume(int crew, double time, int taken) {
    this.crew = crew;
    this.time = time;
    this.taken = taken;
  }

  /** Drives from one node to the next and works there; the price of being late. */
  double go(int from, int to) {
    double way = problem.roads.timeOut(problem.place[from], problem.place[to]);
    while (taken < problem.breaks.of(crew)
        && time + way > tours.latest[to * tours.layers + taken] + Goal.SLACK) {
      double back = problem.breaks.back(crew, taken, time);
      pause[taken] = back - problem.breaks.duration(crew, taken);
      taken++;
      time = back;
    }
    arrived = time + way;
    began = Math.max(arrived, problem.open[to]);
    time = began + problem.service[to];
    double late = began - problem.due[to];
    return late > 0 ? late * problem.price[to] : 0;
  }
}
