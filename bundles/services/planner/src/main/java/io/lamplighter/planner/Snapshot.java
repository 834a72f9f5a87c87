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
    boolean better = isWorseThan(theirs, tours.used.size(), tours.cost());
    if (better) {
      take(tours, theirs);
    }
    return better;
  }

  boolean isWorseThan(double theirMissed, int theirCrews, double theirCost) {
    if (theirMissed != missed) {
      return theirMissed < missed;
    }
    if (problem.goal.crewsFirst() && theirCrews != crewsUsed) {
      return theirCrews < crewsUsed;
    }
    return theirCost < cost - LEAST;
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
    tours.clear();
    int from = 0;
    for (int crew = 0; crew < problem.crews; crew++) {
      tours.append(crew, problem.start(crew), jobs, from, ends[crew]);
      from = ends[crew];
    }
  }

  /** Whether it is better than another search's. */
  boolean beats(Snapshot other) {
    return other.isWorseThan(missed, crewsUsed, cost);
  }
}
