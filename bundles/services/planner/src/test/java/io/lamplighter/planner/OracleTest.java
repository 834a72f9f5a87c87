package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import io.lamplighter.kit.plans.DayReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Nothing is left out that can be done, and nothing is said to be in time that is late. */
class OracleTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private final Engine engine = new Engine();

  @Property(tries = 1500)
  void whatBruteForceCanPlaceIsPlaced(@ForAll long seed) {
    Day day = tiny(new Random(seed));
    Plan plan = solve(day);
    assertEquals(List.of(), Checker.faults(day, plan), () -> Oracle.show(day));
    double missed = 0;
    for (var left : plan.unassigned()) {
      missed += Math.pow(10, job(day, left.job()).priority());
    }
    assertEquals(Oracle.missed(day), missed, 1e-9, () -> Oracle.show(day) + plan);
    assertEquals(late(day, plan), plan.lateness(), 1e-6, () -> Oracle.show(day) + plan);
  }

  /** One more job is placed only where all of it can be done. */
  @Property(tries = 500)
  void whatIsInsertedCanBeDone(@ForAll long seed) {
    Day all = tiny(new Random(seed));
    Job last = all.jobs().get(all.jobs().size() - 1);
    List<Job> jobs = all.jobs().subList(0, all.jobs().size() - 1);
    Day day = new Day(all.travel(), all.crews(), jobs, all.objective());
    Plan plan = solve(day);
    for (Candidate place : engine.insert(day, plan, last)) {
      assertTrue(Double.isFinite(place.cost()), () -> Oracle.show(all) + place);
      assertTrue(Double.isFinite(place.extraDistance()), () -> Oracle.show(all) + place);
      if (plan.unassigned().isEmpty() && place.displaced().isEmpty()) {
        assertEquals(0, Oracle.missed(all), 1e-9, () -> Oracle.show(all) + place);
      }
    }
  }

  private static Day tiny(Random random) {
    int places = 2 + random.nextInt(4);
    double[][] minutes = matrix(random, places);
    double[][] meters = random.nextInt(3) == 0 ? matrix(random, places) : minutes;
    List<Crew> crews = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      crews.add(crew(random, "c" + i, places));
    }
    List<Job> jobs = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      jobs.add(job(random, "j" + i, places));
    }
    Objective goal =
        List.of(
                new Objective.Distance(),
                new Objective.CrewsFirst(),
                new Objective.Weighted(1, 2, 3))
            .get(random.nextInt(3));
    return new Day(new Travel.Matrix(minutes, meters), crews, jobs, goal);
  }

  private static double[][] matrix(Random random, int places) {
    double[][] ways = new double[places][places];
    for (double[] row : ways) {
      Arrays.setAll(row, i -> random.nextInt(4) == 0 ? INF : random.nextInt(20));
    }
    for (int i = 0; i < places; i++) {
      ways[i][i] = 0;
    }
    return ways;
  }

  private static Crew crew(Random random, String id, int places) {
    List<Break> breaks = new ArrayList<>();
    for (int i = random.nextInt(6) - 3; i > 0; i--) {
      double from = random.nextInt(3) == 0 ? -INF : random.nextInt(60);
      double until = random.nextInt(2) == 0 ? INF : Math.max(from, 0) + random.nextInt(40);
      breaks.add(new Break(new Window(from, until), random.nextInt(20)));
    }
    double from = random.nextInt(10);
    return new Crew(
        id,
        new Place.Index(random.nextInt(places)),
        random.nextInt(4) == 0 ? null : new Place.Index(random.nextInt(places)),
        new Window(from, random.nextInt(3) == 0 ? INF : from + random.nextInt(120)),
        1 + random.nextInt(5),
        random.nextBoolean() ? Set.of("hv") : Set.of(),
        breaks);
  }

  private static Job job(Random random, String id, int places) {
    double from = random.nextInt(3) == 0 ? -INF : random.nextInt(60);
    double until = random.nextInt(2) == 0 ? INF : Math.max(from, 0) + random.nextInt(40);
    return new Job(
        id,
        new Place.Index(random.nextInt(places)),
        new Window(from, until),
        random.nextInt(10),
        random.nextInt(3),
        random.nextInt(5) == 0 ? Set.of("hv") : Set.of(),
        random.nextInt(3),
        random.nextInt(5) == 0
            ? new Pin("c1", random.nextBoolean() ? null : (double) random.nextInt(80))
            : null);
  }

  @Test
  void aWayThatLeadsOverAnotherJobIsFound() {
    Day day = DayReader.read(cut(Arrays.asList(0, 3, null), List.of(5, 0, 4), List.of(3, 5, 0)));
    Plan plan = solve(day);
    assertEquals(List.of(), plan.unassigned());
    assertEquals(10, plan.distance());
    assertEquals(
        "[1, 2]", plan.routes().get(0).stops().stream().map(Stop::job).toList().toString());
  }

  /** Neither can be done alone; on a day too large to be gone through it is searched for. */
  @Test
  void twoThatGoOnlyTogetherAreFoundOnALargerDayToo() {
    int size = 15;
    double[][] ways = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        ways[i][j] = i == j ? 0 : 5 + (i + j) % 3;
      }
    }
    for (int other = 0; other < size; other++) {
      ways[1][other] = other == 2 ? 1 : INF;
      ways[other][2] = other == 1 ? 1 : INF;
    }
    List<Job> jobs = new ArrayList<>();
    for (int i = 1; i < size; i++) {
      jobs.add(new Job("j" + i, new Place.Index(i), Window.ALWAYS, 1, 1, Set.of(), 0, null));
    }
    Place home = new Place.Index(0);
    Crew crew = new Crew("c", home, home, new Window(0, 480), 100, Set.of(), List.of());
    Day day = new Day(new Travel.Matrix(ways, ways), List.of(crew), jobs, Days.DISTANCE);
    Plan plan = engine.solve(day, Effort.ofIterations(2_000, 1), Watch.NONE);
    assertEquals(List.of(), Checker.faults(day, plan));
    assertEquals(List.of(), plan.unassigned());
  }

  @Test
  void aBreakWithoutAWindowIsTaken() {
    List<Object> open = Arrays.asList(690, null);
    Map<String, Object> crew =
        Map.of(
            "id",
            "c",
            "index",
            0,
            "shift",
            List.of(480, 1020),
            "breaks",
            List.of(Map.of("duration", 30)));
    Map<String, Object> late =
        Map.of(
            "id",
            "c",
            "index",
            0,
            "shift",
            List.of(480, 1020),
            "breaks",
            List.of(Map.of("duration", 30, "window", open)));
    for (Map<String, Object> one : List.of(crew, late)) {
      for (int service : new int[] {60, 200, 400}) {
        Plan plan = solve(DayReader.read(day(one, service, List.of(0, 5), List.of(5, 0))));
        boolean owed = one == crew || 480 + 10 + service > 690;
        assertEquals(owed ? 1 : 0, plan.routes().get(0).pauses().size(), one + " " + service);
      }
    }
    assertEquals(
        1,
        solve(DayReader.read(day(crew, 510, List.of(0, 5), List.of(5, 0)))).unassigned().size(),
        "with its break it is back after its shift");
  }

  @Test
  void aPinAfterItsWindowIsLate() {
    Place home = new Place.Index(0);
    for (Objective goal : List.of(Days.DISTANCE, new Objective.Weighted(1, 5, 2))) {
      Crew crew = new Crew("c", home, home, new Window(0, 100), 9, Set.of(), List.of());
      Job job = new Job("j", home, new Window(0, 20), 5, 1, Set.of(), 0, new Pin("c", 50.0));
      double[][] ways = {{0}};
      Day day = new Day(new Travel.Matrix(ways, ways), List.of(crew), List.of(job), goal);
      Plan plan = solve(day);
      assertEquals(50, plan.routes().get(0).stops().get(0).start());
      assertEquals(30, plan.lateness());
    }
  }

  private static Map<String, Object> cut(List<?>... rows) {
    return Map.of(
        "travel", Map.of("mode", "matrix", "minutes", List.of(rows)),
        "crews", List.of(Map.of("id", "c", "index", 0, "shift", List.of(0, 100))),
        "jobs", List.of(Map.of("id", "1", "index", 1), Map.of("id", "2", "index", 2)));
  }

  private static Map<String, Object> day(Map<String, Object> crew, int service, List<?>... rows) {
    return Map.of(
        "travel", Map.of("mode", "matrix", "minutes", List.of(rows)),
        "crews", List.of(crew),
        "jobs", List.of(Map.of("id", "1", "index", 1, "service", service)));
  }

  private Plan solve(Day day) {
    return engine.solve(day, Effort.ofIterations(200, 1), Watch.NONE);
  }

  private static double late(Day day, Plan plan) {
    double late = 0;
    for (Route route : plan.routes()) {
      for (Stop stop : route.stops()) {
        late += Math.max(0, stop.start() - job(day, stop.job()).window().until());
      }
    }
    return late;
  }

  private static Job job(Day day, String id) {
    return day.jobs().stream().filter(job -> job.id().equals(id)).findAny().orElseThrow();
  }
}
