package io.lamplighter.planner;

import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Days to plan, made from a seed. */
final class Days {
  static final Objective DISTANCE = new Objective.Distance();
  static final Place DEPOT = new Place.Point(50, 50);

  private Days() {}

  static Crew crew(String id) {
    return new Crew(id, DEPOT, DEPOT, new Window(0, 480), 100, Set.of(), List.of());
  }

  static Job job(String id, double x, double y) {
    return new Job(id, new Place.Point(x, y), Window.ALWAYS, 10, 1, Set.of(), 0, null);
  }

  static Job job(String id, double x, double y, Window window) {
    return new Job(id, new Place.Point(x, y), window, 10, 1, Set.of(), 0, null);
  }

  static Day day(List<Crew> crews, List<Job> jobs) {
    return new Day(new Travel.Euclidean(), crews, jobs, DISTANCE);
  }

  /** Everything the model knows, mixed. */
  static Day mixed(long seed, int jobs, int crews, Objective objective) {
    Random random = new Random(seed);
    return new Day(
        new Travel.Euclidean(), crews(random, crews), jobs(random, jobs, crews), objective);
  }

  /** Jobs with windows that any crew may do. */
  static List<Job> plainJobs(long seed, int count) {
    List<Job> plain = new ArrayList<>();
    for (Job job : jobs(new Random(seed), count, 0)) {
      plain.add(new Job(job.id(), job.at(), job.window(), job.service(), 1, Set.of(), 0, null));
    }
    return plain;
  }

  private static List<Crew> crews(Random random, int count) {
    List<Crew> crews = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double from = random.nextInt(4) * 30;
      List<Break> breaks =
          random.nextBoolean() ? List.of() : List.of(new Break(new Window(200, 260), 30));
      if (random.nextInt(4) == 0) {
        breaks = List.of(new Break(new Window(100, 150), 10), new Break(new Window(240, 300), 20));
      }
      crews.add(
          new Crew(
              "c" + i,
              point(random),
              random.nextInt(3) == 0 ? null : point(random),
              new Window(from, from + 300 + random.nextInt(200)),
              10 + random.nextInt(40),
              random.nextBoolean() ? Set.of("hv") : Set.of(),
              breaks));
    }
    return crews;
  }

  private static List<Job> jobs(Random random, int count, int crews) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double from = random.nextInt(400);
      boolean pinned = crews > 0 && random.nextInt(10) == 0;
      jobs.add(
          new Job(
              "j" + i,
              point(random),
              random.nextInt(3) == 0 ? Window.ALWAYS : new Window(from, from + random.nextInt(90)),
              random.nextInt(30),
              random.nextInt(5),
              random.nextInt(4) == 0 ? Set.of("hv") : Set.of(),
              random.nextInt(3),
              pinned
                  ? new Pin(
                      "c" + random.nextInt(crews),
                      random.nextBoolean() ? null : (double) random.nextInt(400))
                  : null));
    }
    return jobs;
  }

  private static Place point(Random random) {
    return new Place.Point(random.nextInt(100), random.nextInt(100));
  }
}
