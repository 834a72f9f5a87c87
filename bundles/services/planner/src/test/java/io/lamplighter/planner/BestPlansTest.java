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
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Small days whose best plan is known by other means. */
class BestPlansTest {
  private static final Objective WEIGHTED = new Objective.Weighted(1, 5, 2);
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

  /** Small days are gone through, so it holds for each of them, whatever the crews and the goal. */
  @Property(tries = 150)
  void oneMoreCrewIsNeverWorse(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int jobs,
      @ForAll @IntRange(max = 3) int crews,
      @ForAll @IntRange(max = 1) int goal) {
    Day larger = Days.mixed(seed, jobs, crews + 1, goal == 0 ? Days.DISTANCE : WEIGHTED);
    List<Job> free = larger.jobs().stream().map(BestPlansTest::unpinned).toList();
    List<Crew> restless = larger.crews().stream().map(BestPlansTest::restless).toList();
    larger = new Day(larger.travel(), restless, free, larger.objective());
    Day day = new Day(larger.travel(), restless.subList(0, crews), free, larger.objective());

    assertNotWorse(day, solve(day, 400), larger, solve(larger, 400));
  }

  /** Larger days are searched: what is found may be worse, but seldom; always the same days. */
  @Test
  void oneMoreCrewIsSeldomWorseOnALargerDay() {
    int worse = 0;
    for (int seed = 0; seed < 25; seed++) {
      worse += isWorseWithOneMore(3, 24, seed) ? 1 : 0;
      worse += isWorseWithOneMore(5, 40, seed) ? 1 : 0;
      worse += isWorseWithOneMore(8, 64, seed) ? 1 : 0;
    }
    assertTrue(worse <= 3, worse + " of 75");
  }

  private boolean isWorseWithOneMore(int count, int size, int seed) {
    List<Crew> crews = IntStream.range(0, count).mapToObj(i -> Days.crew("c" + i)).toList();
    List<Job> jobs = Days.plainJobs(seed, size);
    List<Crew> more = new ArrayList<>(crews);
    more.add(crewAt("extra", 10));
    Plan few = solve(Days.day(crews, jobs), 3_000);
    Plan many = solve(Days.day(more, jobs), 3_000);
    assertTrue(many.unassigned().size() <= few.unassigned().size(), "seed " + seed);
    return many.unassigned().size() == few.unassigned().size()
        && many.distance() > few.distance() + 1e-6;
  }

  /** A place out of the way that nobody goes to keeps the day from being gone through. */
  @Property(tries = 40, seed = "20261123")
  void theSearchFindsWhatGoingThroughAllPlansFinds(@ForAll long seed) {
    List<Job> jobs = Days.plainJobs(seed, 9);
    List<Crew> crews = List.of(Days.crew("a"), Days.crew("b"));
    Plan best = solve(Days.day(crews, jobs), 100);
    Plan found = solve(Days.detoured(crews, jobs), 3_000);

    assertEquals(Plan.Ending.TARGET, best.ended());
    assertEquals(Plan.Ending.SPENT, found.ended());
    assertEquals(best.unassigned().size(), found.unassigned().size());
    assertEquals(best.distance(), found.distance(), 1e-6);
  }

  private static Crew restless(Crew c) {
    return new Crew(c.id(), c.start(), c.end(), c.shift(), c.capacity(), c.skills(), List.of());
  }

  private static Job unpinned(Job job) {
    return new Job(
        job.id(),
        job.at(),
        job.window(),
        job.service(),
        job.demand(),
        job.skills(),
        job.priority(),
        null);
  }

  private static void assertNotWorse(Day day, Plan few, Day larger, Plan many) {
    double missed = missed(day, few);
    double now = missed(larger, many);
    assertTrue(now <= missed, () -> missed + " became " + now);
    assertTrue(
        now < missed || cost(larger, many) <= cost(day, few) + 1e-6,
        () -> cost(day, few) + " became " + cost(larger, many));
  }

  /** As {@link #WEIGHTED} has it; where limits hold nothing is late. */
  private static double cost(Day day, Plan plan) {
    Map<String, Job> jobs = day.jobs().stream().collect(Collectors.toMap(Job::id, job -> job));
    double late = 0;
    for (Route route : plan.routes()) {
      for (Stop stop : route.stops()) {
        Job job = Objects.requireNonNull(jobs.get(stop.job()));
        late += Math.max(0, stop.start() - job.window().until()) * (1 + job.priority());
      }
    }
    return plan.distance() + 5 * late + 2 * plan.overtime();
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
