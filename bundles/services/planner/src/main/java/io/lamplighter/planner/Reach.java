package io.lamplighter.planner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How soon a crew is at a job at best, and how long it then takes to its end: by the shortest way
 * over any other jobs, without working there or resting. What is too far so is too far on any tour.
 */
final class Reach {
  /** So many starts and ends are looked at in a matrix; of the others nothing is known. */
  private static final int MOST = 64;

  private final Problem problem;
  private final boolean[] crossed;
  private final Map<Integer, double[]> from = new HashMap<>();
  private final Map<Integer, double[]> to = new HashMap<>();

  /** How many places were looked at so far. */
  long work;

  Reach(Problem problem) {
    this.problem = problem;
    crossed = new boolean[problem.roads.places + 1];
    for (int job = 0; job < problem.jobs; job++) {
      crossed[problem.place[job]] = true;
    }
  }

  /** Whether the crew could do the job on some tour, for all that is known. */
  boolean fits(int crew, int job) {
    double out = out(crew, job);
    double begin = Math.max(problem.open[problem.start(crew)] + out, problem.open[job]);
    double back = begin + problem.service[job] + home(crew, job);
    return out < Double.POSITIVE_INFINITY
        && begin <= problem.close[job] + Goal.SLACK
        && back < Double.POSITIVE_INFINITY
        && back <= problem.close[problem.end(crew)] + Goal.SLACK;
  }

  /** Whether there are ways from the crew's start to the job and on to its end. */
  boolean isThere(int crew, int job) {
    return out(crew, job) < Double.POSITIVE_INFINITY && home(crew, job) < Double.POSITIVE_INFINITY;
  }

  private double out(int crew, int job) {
    return time(problem.place[problem.start(crew)], problem.place[job], true);
  }

  private double home(int crew, int job) {
    return time(problem.place[problem.end(crew)], problem.place[job], false);
  }

  private double time(int base, int place, boolean out) {
    if (!problem.crooked) {
      return leg(base, place, out);
    }
    Map<Integer, double[]> known = out ? from : to;
    if (!known.containsKey(base) && known.size() >= MOST) {
      return 0;
    }
    return known.computeIfAbsent(base, b -> shortest(b, out))[place];
  }

  private double leg(int base, int place, boolean out) {
    Roads roads = problem.roads;
    double way = out ? roads.out(base, place) : roads.in(base, place);
    double time = out ? roads.timeOut(base, place) : roads.timeIn(base, place);
    return way < Double.POSITIVE_INFINITY ? time : Double.POSITIVE_INFINITY;
  }

  /** Dijkstra's, on a table. */
  private double[] shortest(int base, boolean out) {
    int places = crossed.length;
    work += (long) places * places;
    double[] time = new double[places];
    boolean[] done = new boolean[places];
    Arrays.fill(time, Double.POSITIVE_INFINITY);
    for (int place = 0; place < places; place++) {
      time[place] = leg(base, place, out);
    }
    for (int next = nearest(time, done); next >= 0; next = nearest(time, done)) {
      done[next] = true;
      for (int place = 0; place < places; place++) {
        time[place] = Math.min(time[place], time[next] + leg(next, place, out));
      }
    }
    return time;
  }

  /** The nearest job's place that has not been gone on from. */
  private int nearest(double[] time, boolean[] done) {
    int nearest = -1;
    for (int place = 0; place < time.length; place++) {
      boolean nearer = nearest < 0 || time[place] < time[nearest];
      if (crossed[place] && !done[place] && time[place] < Double.POSITIVE_INFINITY && nearer) {
        nearest = place;
      }
    }
    return nearest;
  }
}
