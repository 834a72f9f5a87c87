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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

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

  /** A day of any size: jobs all over the place, some with windows, and crews that are alike. */
  static Day plain(int jobs, int crews) {
    Random random = new Random(jobs);
    List<Job> work = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      double from = random.nextInt(400);
      Window window = i % 2 == 0 ? Window.ALWAYS : new Window(from, from + 60);
      work.add(job("j" + i, 100 * random.nextDouble(), 100 * random.nextDouble(), window));
    }
    return day(IntStream.range(0, crews).mapToObj(i -> crew("c" + i)).toList(), work);
  }

  /** The same day in a town: a unit is a hundredth of a degree. */
  static Day onEarth(Day day) {
    return elsewhere(
        day,
        new Travel.Geographic(40, 1.3),
        place -> {
          Place.Point point = (Place.Point) place;
          return new Place.OnEarth(120 + point.x() / 100, 30 + point.y() / 100);
        });
  }

  /** The same day with ways of any length, some of which are not there. */
  static Day matrixed(Day day, long seed) {
    Random random = new Random(seed);
    double[][] ways = new double[20][20];
    for (double[] row : ways) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextInt(12) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(60);
      }
    }
    return elsewhere(
        day, new Travel.Matrix(ways, ways), place -> new Place.Index(random.nextInt(20)));
  }

  private static Day elsewhere(Day day, Travel travel, UnaryOperator<Place> move) {
    List<Crew> crews = new ArrayList<>();
    for (Crew c : day.crews()) {
      Place end = c.end() == null ? null : move.apply(c.end());
      crews.add(
          new Crew(
              c.id(), move.apply(c.start()), end, c.shift(), c.capacity(), c.skills(), c.breaks()));
    }
    List<Job> jobs = new ArrayList<>();
    for (Job j : day.jobs()) {
      jobs.add(
          new Job(
              j.id(),
              move.apply(j.at()),
              j.window(),
              j.service(),
              j.demand(),
              j.skills(),
              j.priority(),
              j.pinned()));
    }
    return new Day(travel, crews, jobs, day.objective());
  }

  /** The same day with a matrix, and a crew at a place from which straight is not the shortest. */
  static Day detoured(List<Crew> crews, List<Job> jobs) {
    List<Place> places = new ArrayList<>();
    jobs.forEach(job -> places.add(job.at()));
    crews.forEach(crew -> places.add(crew.start()));
    int size = places.size() + 1;
    double[][] ways = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean odd = i == size - 1 || j == size - 1;
        ways[i][j] = i == j ? 0 : odd ? 1000 * (1 + j) : length(places.get(i), places.get(j));
      }
    }
    List<Job> work = new ArrayList<>();
    for (Job job : jobs) {
      Place at = new Place.Index(work.size());
      work.add(
          new Job(job.id(), at, job.window(), job.service(), job.demand(), job.skills(), 0, null));
    }
    List<Crew> teams = new ArrayList<>();
    for (Crew crew : crews) {
      teams.add(at(crew, crew.id(), jobs.size() + teams.size()));
    }
    teams.add(at(crews.get(0), "far", size - 1));
    return new Day(new Travel.Matrix(ways, ways), teams, work, DISTANCE);
  }

  private static double length(Place from, Place to) {
    Place.Point a = (Place.Point) from;
    Place.Point b = (Place.Point) to;
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private static Crew at(Crew like, String id, int index) {
    Place place = new Place.Index(index);
    return new Crew(id, place, place, like.shift(), like.capacity(), Set.of(), List.of());
  }

  /** The same jobs, too far away for anybody. */
  static List<Job> far(List<Job> jobs) {
    return jobs.stream().map(job -> job(job.id(), 5_000, 5_000)).toList();
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
