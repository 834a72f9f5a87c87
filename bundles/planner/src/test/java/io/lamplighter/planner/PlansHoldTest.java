package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Windows, skills, capacity, breaks and pins are never broken, by the checker's own sums. */
class PlansHoldTest {
  private final Engine engine = new Engine();

  @Property(tries = 150)
  void withLimits(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int jobs,
      @ForAll @IntRange(max = 6) int crews) {
    holds(Days.mixed(seed, jobs, crews, Days.DISTANCE), seed);
  }

  @Property(tries = 60)
  void withCrewsFirst(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int jobs,
      @ForAll @IntRange(max = 8) int crews) {
    holds(Days.mixed(seed, jobs, crews, new Objective.CrewsFirst()), seed);
  }

  @Property(tries = 100)
  void withLimitsThatHaveAPrice(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int jobs,
      @ForAll @IntRange(max = 5) int crews) {
    holds(Days.mixed(seed, jobs, crews, new Objective.Weighted(1, 5, 2)), seed);
  }

  @Property(tries = 30)
  void theSameSeedGivesTheSamePlan(@ForAll long seed) {
    Day day = Days.mixed(seed, 30, 5, Days.DISTANCE);
    Plan one = solve(day, seed);
    Plan other = solve(day, seed);
    assertEquals(one.routes(), other.routes());
    assertEquals(one.unassigned(), other.unassigned());
  }

  private void holds(Day day, long seed) {
    assertEquals(List.of(), Checker.faults(day, solve(day, seed)), () -> "of " + day);
  }

  private Plan solve(Day day, long seed) {
    return engine.solve(day, Effort.ofIterations(600, seed), Watch.NONE);
  }
}
