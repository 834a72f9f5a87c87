package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A tour that grew by one job has the times and the cost of one that was computed as a whole. */
class GrowthTest {
  private static final int CREWS = 4;

  @Property(tries = 60)
  void isTheSameAsARefresh(@ForAll long seed) {
    Random random = new Random(seed);
    Tours tours = new Tours(new Problem(Days.plain(60, CREWS)));
    Growth growth = new Growth(tours);
    for (int i = 0; i < 60; i++) {
      int job = tours.absent.get(random.nextInt(tours.absent.size()));
      int crew = random.nextInt(CREWS);
      int node = tours.problem.start(crew);
      for (int skip = random.nextInt(tours.size[crew] + 1); skip > 0; skip--) {
        node = tours.next[node];
      }
      tours.insert(job, node, crew);
      growth.grow(job);
      double[] ready = tours.ready.clone();
      double[] latest = tours.latest.clone();
      double[] leg = tours.leg.clone();
      double cost = tours.cost();
      boolean fits = tours.refresh(crew);

      assertArrayEquals(tours.ready, ready);
      assertArrayEquals(tours.latest, latest);
      assertArrayEquals(tours.leg, leg);
      assertEquals(tours.cost(), cost, 1e-9);
      if (!fits) {
        tours.remove(job);
        tours.refresh(crew);
      }
    }
  }
}
