package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Objective;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to the tours can be undone: they are as they were, times and cost included. */
class UndoTest {
  private static final Objective WEIGHTED = new Objective.Weighted(1, 5, 2);

  @Property(tries = 60)
  void bringsBackWhatWas(@ForAll long seed, @ForAll @IntRange(max = 2) int kind) {
    Objective goal = kind == 0 ? WEIGHTED : Days.DISTANCE;
    Tours tours = new Tours(new Problem(kind == 2 ? Days.plain(60, 9) : mixed(seed, goal)));
    Dice dice = new Dice(seed);
    Undo undo = new Undo(tours);
    Nearest neighbours = new Nearest(tours);
    Ruin ruin = new Ruin(tours, neighbours, undo, dice);
    Recreate recreate = new Recreate(tours, neighbours, undo, dice, () -> false);
    Handover handover = new Handover(tours, neighbours, undo, dice);
    recreate.recreate();
    for (int i = 0; i < 30; i++) {
      undo.mark();
      Picture before = new Picture(tours);
      int job = dice.below(tours.problem.jobs);
      boolean whole = dice.chance(0.5) || handover.change(job);
      if (whole) {
        ruin.ruin(job);
        recreate.recreate();
      }
      if (!whole || dice.chance(0.5)) {
        undo.undo();
        before.assertSame(tours);
      }
    }
  }

  private static Day mixed(long seed, Objective goal) {
    return Days.mixed(seed, 30, 5, goal);
  }

  /** All that {@link Tours} says. */
  private static final class Picture {
    private final int[] next;
    private final int[] crew;
    private final double[] ready;
    private final double[] latest;
    private final double[] leg;
    private final double[] load;
    private final double[] costs;
    private final int[] absent;

    Picture(Tours tours) {
      next = tours.next.clone();
      crew = tours.crew.clone();
      ready = tours.ready.clone();
      latest = tours.latest.clone();
      leg = tours.leg.clone();
      load = tours.load.clone();
      costs = IntStream.range(0, load.length).mapToDouble(tours::cost).toArray();
      absent = sorted(tours.absent);
    }

    private static int[] sorted(IntSet set) {
      return IntStream.range(0, set.size()).map(set::get).sorted().toArray();
    }

    void assertSame(Tours tours) {
      Picture now = new Picture(tours);
      assertArrayEquals(crew, now.crew);
      assertArrayEquals(absent, now.absent);
      assertArrayEquals(load, now.load, 1e-9);
      assertArrayEquals(costs, now.costs);
      assertEquals(Arrays.stream(costs).sum(), tours.cost(), 1e-6);
      for (int c = 0; c < load.length; c++) {
        for (int n = tours.problem.start(c); n != tours.problem.end(c); n = next[n]) {
          assertEquals(next[n], now.next[n]);
          assertEquals(leg[n], now.leg[n]);
          assertTimes(tours.layers, n, now);
        }
        assertTimes(tours.layers, tours.problem.end(c), now);
      }
    }

    private void assertTimes(int layers, int node, Picture now) {
      for (int at = node * layers; at < (node + 1) * layers; at++) {
        assertEquals(ready[at], now.ready[at]);
        assertEquals(latest[at], now.latest[at]);
      }
    }
  }
}
