package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is asked, there is a clear answer. */
class HostileDaysTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private final Engine engine = new Engine();

  @Test
  void noCrewNoJobAndOneCrew() {
    List<Job> jobs = List.of(Days.job("a", 1, 1), Days.job("b", 2, 2));
    List<Crew> crews = List.of(Days.crew("c"));

    Plan noCrew = solve(Days.day(List.of(), jobs));
    Plan noJob = solve(Days.day(crews, List.of()));
    Plan one = solve(Days.day(crews, jobs));

    assertEquals("There is no crew", noCrew.unassigned().get(0).reason().en());
    assertEquals(0, noJob.crewsUsed());
    assertEquals(0, noJob.distance());
    assertEquals(List.of(), one.unassigned());
    assertEquals(List.of(), solve(Days.day(List.of(), List.of())).routes());
  }

  @Test
  void windowsOfNoLengthAreKeptAndReversedOnesRefused() {
    Job exact = Days.job("a", 60, 50, new Window(100, 100));
    Plan plan = solve(Days.day(List.of(Days.crew("c")), List.of(exact)));

    assertEquals(100, plan.routes().get(0).stops().get(0).start());
    assertEquals(List.of("/jobs/0/window"), pointers(Days.job("a", 60, 50, new Window(100, 99))));
  }

  @Test
  void numbersThatAreNoneAreNamed() {
    assertEquals(List.of("/jobs/0/at"), pointers(Days.job("a", Double.NaN, 1)));
    assertEquals(List.of("/jobs/0/at"), pointers(Days.job("a", INF, 1)));
    assertEquals(
        List.of("/jobs/0/window", "/jobs/0/service", "/jobs/0/demand", "/jobs/0/priority"),
        pointers(
            new Job(
                "a", Days.DEPOT, new Window(Double.NaN, 1), -1, Double.NaN, Set.of(), 10, null)));
  }

  @Test
  void jobsThatNobodyCanDoSayWhy() {
    Job far = Days.job("far", 1000, 50);
    Job late = Days.job("late", 90, 50, new Window(0, 10));
    Job skilled = new Job("skilled", Days.DEPOT, Window.ALWAYS, 1, 1, Set.of("live"), 0, null);
    Job heavy = new Job("heavy", Days.DEPOT, Window.ALWAYS, 1, 101, Set.of(), 0, null);
    Plan plan = solve(Days.day(List.of(Days.crew("c")), List.of(far, late, skilled, heavy)));

    List<String> reasons = plan.unassigned().stream().map(left -> left.reason().en()).toList();
    assertEquals("No crew can be there in its window and back within its shift", reasons.get(0));
    assertEquals(reasons.get(0), reasons.get(1));
    assertEquals("No crew has the skills live", reasons.get(2));
    assertEquals("Its demand of 101.0 is more than a crew carries", reasons.get(3));
  }

  @Test
  void asymmetricMatricesAreKeptAndWaysThatAreNotThereNeverDriven() {
    double[][] minutes = {{0, 5, 9, INF}, {50, 0, 5, INF}, {5, 50, 0, INF}, {INF, INF, INF, 0}};
    Day day = matrix(minutes, minutes);

    Plan plan = solve(day);

    assertEquals(List.of(), Checker.faults(day, plan));
    assertEquals(15, plan.distance());
    assertEquals(
        List.of("There is no way for a crew to it and back"),
        plan.unassigned().stream().map(left -> left.reason().en()).toList());
  }

  @Test
  void whereTheWayRoundIsShorterThanTheDirectOneNoLimitBreaks() {
    int n = 12;
    double[][] minutes = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        minutes[i][j] = i == j ? 0 : j == (i + 1) % n ? 1 : 400;
      }
    }
    Day day = matrix(minutes, minutes);

    assertEquals(List.of(), Checker.faults(day, solve(day)));
  }

  @Test
  void brokenMatricesAreRefused() {
    double[][] good = {{0, 1}, {1, 0}};
    assertEquals(List.of("/travel/minutes/1"), refused(matrix(new double[][] {{0, 1}, {1}}, good)));
    assertEquals(
        List.of("/travel/minutes/0/1"),
        refused(matrix(new double[][] {{0, Double.NaN}, {1, 0}}, good)));
    assertEquals(
        List.of("/travel/meters/0/1"), refused(matrix(good, new double[][] {{0, -1}, {1, 0}})));
  }

  @Test
  void theSameIdTwiceIsRefused() {
    List<Job> jobs = List.of(Days.job("a", 1, 1), Days.job("a", 2, 2));
    assertEquals(List.of("/jobs/1/id"), refused(Days.day(List.of(Days.crew("c")), jobs)));
  }

  @Test
  void aBreakThatCanNeverBeTakenKeepsItsCrewAtHome() {
    Crew crew =
        new Crew(
            "c",
            Days.DEPOT,
            Days.DEPOT,
            new Window(0, 480),
            100,
            Set.of(),
            List.of(new Break(new Window(0, 0), 500)));
    Plan plan = solve(Days.day(List.of(crew), List.of(Days.job("a", 60, 50))));
    assertEquals(1, plan.unassigned().size());
  }

  @Test
  void windowsThatOverlapAreServedOneAfterTheOther() {
    List<Job> jobs =
        IntStream.range(0, 5)
            .mapToObj(i -> Days.job("j" + i, 60, 50, new Window(100, 120 + i)))
            .toList();
    Plan one = solve(Days.day(List.of(Days.crew("c")), jobs));
    Plan two = solve(Days.day(List.of(Days.crew("c"), Days.crew("d")), jobs));

    assertEquals(2, one.unassigned().size(), "each takes 10, the last begins at 124");
    assertEquals(List.of(), two.unassigned());
  }

  @Test
  void skillsWithoutEndAreRefused() {
    Set<String> skills =
        IntStream.range(0, 1_001).mapToObj(i -> "s" + i).collect(Collectors.toSet());
    Job job = new Job("a", Days.DEPOT, Window.ALWAYS, 1, 1, skills, 0, null);
    assertEquals(List.of("/jobs"), pointers(job));
  }

  @Test
  void effortsThatHaveNoEndAreRefused() {
    Day day = Days.day(List.of(), List.of());
    for (Effort effort :
        List.of(
            Effort.ofSeconds(INF),
            Effort.ofSeconds(Double.NaN),
            Effort.ofSeconds(-1),
            Effort.ofIterations(-1, 1),
            new Effort(1, 1, 0, 1, 0),
            new Effort(1, 1, 0, 1, 65))) {
      assertThrows(
          Refusal.Invalid.class, () -> engine.solve(day, effort, Watch.NONE), effort::toString);
    }
  }

  @Test
  void noEffortGivesAPlanAllTheSame() {
    Day day = Days.mixed(1, 20, 3, Days.DISTANCE);
    for (Effort none : List.of(Effort.ofSeconds(0), Effort.ofIterations(0, 1))) {
      Plan plan = engine.solve(day, none, Watch.NONE);
      assertEquals(Plan.Ending.SPENT, plan.ended());
      assertEquals(List.of(), Checker.faults(day, plan));
    }
  }

  private Plan solve(Day day) {
    Plan plan = engine.solve(day, Effort.ofIterations(500, 1), Watch.NONE);
    assertEquals(List.of(), Checker.faults(day, plan));
    return plan;
  }

  private static Day matrix(double[][] minutes, double[][] meters) {
    Place depot = new Place.Index(0);
    Crew crew = new Crew("c", depot, depot, new Window(0, 480), 100, Set.of(), List.of());
    List<Job> jobs =
        IntStream.range(1, minutes.length)
            .mapToObj(
                i -> new Job("j" + i, new Place.Index(i), Window.ALWAYS, 1, 1, Set.of(), 0, null))
            .toList();
    return new Day(new Travel.Matrix(minutes, meters), List.of(crew), jobs, Days.DISTANCE);
  }

  private List<String> pointers(Job job) {
    return refused(Days.day(List.of(Days.crew("c")), List.of(job)));
  }

  private List<String> refused(Day day) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> solve(day));
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }
}
