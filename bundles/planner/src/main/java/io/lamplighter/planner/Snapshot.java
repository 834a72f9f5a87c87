package io.lamplighter.planner;

/** The best tours so far. */
final class Snapshot {
  /** By so much a tour must be better to count as better: rounding. */
  private static final double LEAST = 1e-9;

  private final Problem problem;
  private final int[] jobs;
  private final int[] ends;
  double missed = Double.POSITIVE_INFINITY;
  double cost = Double.POSITIVE_INFINITY;
  double distance = Double.POSITIVE_INFINITY;
  int crewsUsed;
  int absent;

  Snapshot(Problem problem) {
    this.problem = problem;
    jobs = new int[problem.jobs];
    ends = new int[problem.crews];
  }

  /** Takes the tours if they are better; says so. */
  boolean offer(Tours tours) {
    double theirs = tours.missed();
    boolean better =
        theirs != missed
            ? theirs < missed
            : problem.goal.crewsFirst() && tours.used.size() != crewsUsed
                ? tours.used.size() < crewsUsed
                : tours.cost() < cost - LEAST;
    if (better) {
      take(tours, theirs);
    }
    return better;
  }

  private void take(Tours tours, double theirs) {
    int filled = 0;
    for (int crew = 0; crew < problem.crews; crew++) {
      int end = problem.end(crew);
      for (int n = tours.next[problem.start(crew)]; n != end; n = tours.next[n]) {
        jobs[filled++] = n;
      }
      ends[crew] = filled;
    }
    missed = theirs;
    cost = tours.cost();
    distance = tours.distance();
    crewsUsed = tours.used.size();
    absent = problem.jobs - filled;
  }

  void restore(Tours tours) {
    for (int crew = 0; crew < problem.crews; crew++) {
      tours.clear(crew);
    }
    int from = 0;
    for (int crew = 0; crew < problem.crews; crew++) {
      tours.fill(crew, jobs, from, ends[crew]);
      from = ends[crew];
    }
  }

  /** Whether it is better than another search's. */
  boolean beats(Snapshot other) {
    if (missed != other.missed) {
      return missed < other.missed;
    }
    if (problem.goal.crewsFirst() && crewsUsed != other.crewsUsed) {
      return crewsUsed < other.crewsUsed;
    }
    return cost < other.cost;
  }
}
