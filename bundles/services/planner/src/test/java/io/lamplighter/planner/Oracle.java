package io.lamplighter.planner;

import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done at all on a tiny day with a matrix, by brute force: every order of every set of
 * jobs, with a rest or without at every place. Shares nothing with the planner.
 */
final class Oracle {
  private static final double CLOSE = 1e-9;

  private final Day day;
  private final List<Job> jobs;
  private final Travel.Matrix roads;
  private final boolean soft;

  private Oracle(Day day) {
    this.day = day;
    jobs = day.jobs();
    roads = (Travel.Matrix) day.travel();
    soft = day.objective() instanceof Objective.Weighted;
  }

  /** How bad it is at least what must be left out. */
  static double missed(Day day) {
    return new Oracle(day).missed();
  }

  private double missed() {
    boolean[] together = new boolean[1 << jobs.size()];
    together[0] = true;
    for (Crew crew : day.crews()) {
      boolean[] his = new boolean[together.length];
      drive(crew, crew.start(), crew.shift().from(), 0, 0, his);
      boolean[] before = together.clone();
      for (int set = 0; set < his.length; set++) {
        for (int rest = 0; rest < before.length && his[set]; rest++) {
          together[rest | set] |= before[rest] && (rest & set) == 0;
        }
      }
    }
    double least = Double.POSITIVE_INFINITY;
    for (int set = 0; set < together.length; set++) {
      double missed = 0;
      for (int i = 0; i < jobs.size(); i++) {
        missed += (set & 1 << i) == 0 ? Math.pow(10, jobs.get(i).priority()) : 0;
      }
      least = together[set] ? Math.min(least, missed) : least;
    }
    return least;
  }

  /**
   * The crew is at a place, done there at a time, with some breaks taken and a set of jobs done.
   */
  private void drive(Crew crew, Place here, double time, int taken, int set, boolean[] done) {
    double home = crew.end() == null ? 0 : way(here, crew.end());
    if (set != 0 && isOver(crew, time + home, taken)) {
      done[set] = true;
    }
    if (taken < crew.breaks().size()) {
      Break rest = crew.breaks().get(taken);
      double begin = Math.max(time, rest.window().from());
      if (begin <= rest.window().until() + CLOSE) {
        drive(crew, here, begin + rest.duration(), taken + 1, set, done);
      }
    }
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      double there = time + way(here, job.at());
      if ((set & 1 << i) == 0 && Double.isFinite(there) && may(crew, set | 1 << i, job)) {
        begin(crew, i, there, taken, set, done);
      }
    }
  }

  private void begin(Crew crew, int i, double there, int taken, int set, boolean[] done) {
    Job job = jobs.get(i);
    @Nullable Double pin = job.pinned() == null ? null : job.pinned().start();
    double from = pin != null ? pin : job.window().from();
    double until = pin != null ? pin : soft ? 1e18 : job.window().until();
    double begin = Math.max(there, from);
    if (begin <= until + CLOSE) {
      drive(crew, job.at(), begin + job.service(), taken, set | 1 << i, done);
    }
  }

  private boolean may(Crew crew, int set, Job job) {
    double load = 0;
    for (int i = 0; i < jobs.size(); i++) {
      load += (set & 1 << i) == 0 ? 0 : jobs.get(i).demand();
    }
    return load <= crew.capacity() + CLOSE
        && crew.skills().containsAll(job.skills())
        && (job.pinned() == null || job.pinned().crew().equals(crew.id()));
  }

  private boolean isOver(Crew crew, double finish, int taken) {
    if (!Double.isFinite(finish) || (!soft && finish > crew.shift().until() + CLOSE)) {
      return false;
    }
    return crew.breaks().subList(taken, crew.breaks().size()).stream()
        .mapToDouble(
            b -> Double.isFinite(b.window().until()) ? b.window().until() : b.window().from())
        .allMatch(owed -> finish <= owed + CLOSE);
  }

  /** Infinite where the way or its length is missing. */
  private double way(Place from, Place to) {
    int a = ((Place.Index) from).index();
    int b = ((Place.Index) to).index();
    return Double.isFinite(roads.meters()[a][b]) ? roads.minutes()[a][b] : Double.POSITIVE_INFINITY;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(roads.minutes()) + Arrays.deepToString(roads.meters()) + day;
  }

  static String show(Day day) {
    return new Oracle(day).toString();
  }
}
