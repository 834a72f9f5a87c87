package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One more job for a plan that stands. */
class InsertionTest {
  private final Engine engine = new Engine();
  private final List<Crew> crews = IntStream.range(0, 4).mapToObj(i -> Days.crew("c" + i)).toList();

  @Test
  void theCheapestPlacesComeFirstEachWithItsReason() {
    Day day = Days.day(crews, List.of(Days.job("near", 70, 50), Days.job("there", 90, 50)));
    Plan plan = solve(day);

    List<Candidate> places = engine.insert(day, plan, Days.job("new", 80, 50));

    assertEquals(3, places.size());
    assertEquals(0, places.get(0).extraDistance(), 1e-9);
    assertTrue(places.get(0).cost() <= places.get(1).cost());
    assertTrue(places.get(0).reason().en().startsWith("Crew c"), places.get(0).reason().en());
    assertTrue(places.get(0).reason().zh().startsWith("班组 c"), places.get(0).reason().zh());
  }

  @Test
  void anEmergencyTakesThePlaceOfWhatCanWait() {
    Crew crew = new Crew("c", Days.DEPOT, Days.DEPOT, new Window(0, 60), 100, Set.of(), List.of());
    Day day = Days.day(List.of(crew), List.of(Days.job("a", 60, 50), Days.job("b", 61, 50)));
    Plan plan = solve(day);
    Job urgent = new Job("e", new Place.Point(50, 60), Window.ALWAYS, 10, 1, Set.of(), 9, null);
    Job routine = new Job("r", new Place.Point(50, 60), Window.ALWAYS, 10, 1, Set.of(), 0, null);

    List<Candidate> places = engine.insert(day, plan, urgent);

    assertEquals(1, places.size());
    assertEquals(1, places.get(0).displaced().size());
    assertTrue(places.get(0).reason().en().contains("makes room"));
    assertEquals(List.of(), engine.insert(day, plan, routine));
  }

  /** One tour of 3,000 jobs, of which any three in a row might make room; every look takes 1 ms. */
  @Test
  void aHugePlanIsLookedThroughForASecondOnly() {
    Window shift = new Window(0, 1e6);
    Crew crew = new Crew("c", Days.DEPOT, Days.DEPOT, shift, 3_000, Set.of(), List.of());
    Day day =
        Days.day(List.of(crew), Days.plain(3_000, 1).jobs().stream().map(this::free).toList());
    Plan plan = engine.solve(day, Effort.ofIterations(1, 1), Watch.NONE);
    AtomicLong millis = new AtomicLong();
    Engine slow = new Engine(() -> millis.incrementAndGet() * 1_000_000);
    Job urgent = new Job("e", Days.DEPOT, Window.ALWAYS, 10, 1, Set.of(), 9, null);

    List<Candidate> places = slow.insert(day, plan, urgent);

    assertEquals(List.of(), plan.unassigned());
    assertEquals(1, places.size());
    assertEquals(1, places.get(0).displaced().size());
    assertTrue(millis.get() < 1_010, millis + " looks");
  }

  private Job free(Job job) {
    return new Job(job.id(), job.at(), Window.ALWAYS, 1, 1, Set.of(), 0, null);
  }

  @Test
  void aPlanOfAnotherDayIsRefused() {
    Day day = Days.day(crews, List.of(Days.job("a", 60, 50)));
    Plan plan = solve(day);
    Day other = Days.day(crews, List.of(Days.job("b", 60, 50)));

    assertThrows(Refusal.Invalid.class, () -> engine.insert(other, plan, Days.job("n", 1, 1)));
    assertThrows(Refusal.Invalid.class, () -> engine.insert(day, plan, Days.job("a", 60, 50)));
  }

  private Plan solve(Day day) {
    return engine.solve(day, Effort.ofIterations(300, 1), Watch.NONE);
  }
}
