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

  @Property(tries = 40)
  void onEarth(@ForAll long seed, @ForAll @IntRange(max = 30) int jobs) {
    holds(Days.onEarth(Days.mixed(seed, jobs, 4, Days.DISTANCE)), seed);
  }

  /** Ways differ by direction, some are missing, and round about may be shorter than straight. */
  @Property(tries = 60)
  void withAnyMatrix(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int jobs,
      @ForAll @IntRange(max = 1) int soft) {
    Objective goal = soft == 0 ? Days.DISTANCE : new Objective.Weighted(1, 5, 2);
    holds(Days.matrixed(Days.mixed(seed, jobs, 4, goal), seed), seed);
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
