package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Small days whose best plan is known by other means. */
class BestPlansTest {
  private final Engine engine = new Engine();

  @Property(tries = 25, seed = "20261122")
  void oneCrewsTourIsTheShortestOfAllOrders(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int jobs) {
    Random random = new Random(seed);
    List<Job> work = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      work.add(Days.job("j" + i, random.nextInt(100), random.nextInt(100)));
    }
    Crew crew = Days.crew("c");
    Crew free =
        new Crew("c", crew.start(), crew.end(), new Window(0, 1e6), 100, Set.of(), List.of());
    Plan plan = solve(Days.day(List.of(free), work), 400);

    assertEquals(shortest(Days.DEPOT, work), plan.distance(), 1e-6);
  }

  private static double shortest(Place here, List<Job> left) {
    if (left.isEmpty()) {
      return length(here, Days.DEPOT);
    }
    double best = Double.POSITIVE_INFINITY;
    for (Job job : left) {
      List<Job> others = left.stream().filter(other -> other != job).toList();
      best = Math.min(best, length(here, job.at()) + shortest(job.at(), others));
    }
    return best;
  }

  private static double length(Place from, Place to) {
    Place.Point a = (Place.Point) from;
    Place.Point b = (Place.Point) to;
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  /** Days so small that the search finds the best of both; always the same ones. */
  @Property(tries = 40, seed = "20261122")
  void oneMoreCrewIsNeverWorse(@ForAll long seed) {
    List<Crew> two = List.of(Days.crew("a"), Days.crew("b"));
    Day day = Days.day(two, Days.plainJobs(seed, 5));
    List<Crew> more = new ArrayList<>(two);
    more.add(crewAt("extra", 10));
    Day larger = new Day(day.travel(), more, day.jobs(), day.objective());

    Plan few = solve(day, 3000);
    Plan many = solve(larger, 3000);

    double missed = missed(day, few);
    assertTrue(missed(day, many) <= missed);
    assertTrue(
        missed(day, many) < missed || many.distance() <= few.distance() + 1e-6,
        () -> few.distance() + " became " + many.distance());
  }

  private static double missed(Day day, Plan plan) {
    return plan.unassigned().stream()
        .mapToDouble(
            left ->
                day.jobs().stream()
                    .filter(job -> job.id().equals(left.job()))
                    .mapToDouble(job -> Math.pow(10, job.priority()))
                    .sum())
        .sum();
  }

  @Test
  void crewsFirstDrivesFurtherWithFewerCrews() {
    List<Crew> crews = List.of(crewAt("west", 0), crewAt("east", 100));
    List<Job> jobs = List.of(Days.job("w", 0, 60), Days.job("e", 100, 60));
    Day far = Days.day(crews, jobs);
    Day few = new Day(far.travel(), crews, jobs, new Objective.CrewsFirst());

    assertEquals(2, solve(far, 300).crewsUsed());
    assertEquals(1, solve(few, 300).crewsUsed());
    assertEquals(List.of(), solve(few, 300).unassigned());
  }

  private static Crew crewAt(String id, double x) {
    Place home = new Place.Point(x, 50);
    return new Crew(id, home, home, new Window(0, 480), 100, Set.of(), List.of());
  }

  @Test
  void higherPriorityGoesFirst() {
    Crew crew = new Crew("c", Days.DEPOT, Days.DEPOT, new Window(0, 25), 100, Set.of(), List.of());
    Job low = Days.job("low", 51, 50);
    Job high = new Job("high", new Place.Point(55, 50), Window.ALWAYS, 10, 1, Set.of(), 1, null);

    Plan plan = solve(Days.day(List.of(crew), List.of(low, high)), 300);

    assertEquals("high", plan.routes().get(0).stops().get(0).job());
    assertEquals("low", plan.unassigned().get(0).job());
  }

  @Test
  void aPinnedJobStaysWithItsCrewAndTime() {
    Job pinned =
        new Job(
            "p", new Place.Point(0, 50), Window.ALWAYS, 10, 1, Set.of(), 0, new Pin("east", 200.0));
    Plan plan =
        solve(Days.day(List.of(crewAt("west", 0), crewAt("east", 100)), List.of(pinned)), 200);

    assertEquals("east", plan.routes().get(0).crew());
    assertEquals(200, plan.routes().get(0).stops().get(0).start());
  }

  @Test
  void severalThreadsAgreeWithThemselves() {
    Day day = Days.mixed(7, 30, 5, Days.DISTANCE);
    Effort effort = new Effort(Double.POSITIVE_INFINITY, 400, Double.NEGATIVE_INFINITY, 3, 3);
    Plan one = engine.solve(day, effort, Watch.NONE);
    Plan other = engine.solve(day, effort, Watch.NONE);

    assertEquals(one.routes(), other.routes());
    assertEquals(List.of(), Checker.faults(day, one));
  }

  @Test
  void stopsOnTarget() {
    Day day = Days.day(List.of(Days.crew("c")), List.of(Days.job("a", 60, 50)));
    Effort effort = new Effort(60, Long.MAX_VALUE, 20, 1, 1);
    assertEquals(Plan.Ending.TARGET, engine.solve(day, effort, Watch.NONE).ended());
  }

  private Plan solve(Day day, long iterations) {
    Plan plan = engine.solve(day, Effort.ofIterations(iterations, 1), Watch.NONE);
    assertEquals(List.of(), Checker.faults(day, plan));
    return plan;
  }
}
