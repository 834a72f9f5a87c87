package io.lamplighter.assessors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The draw gives what the ADR says, to whoever draws again. */
class DrawTest {
  private static final List<String> POPULATION =
      IntStream.rangeClosed(1, 40).mapToObj(i -> String.format("2611220000%04d", i)).toList();

  /** Computed with another language's SHA-256. */
  @Test
  void aKnownDraw() {
    assertEquals(
        "c5220b3c4266890f047190c18dc4243e0dac079d43ca8065899c4f9f3cf124ef",
        Draw.commitment("lantern"));
    String seed = Draw.seed("lantern", "ab".repeat(32));
    assertEquals("ff9908f752b6986298c6638e9c0b1af88ac73df994dac97434826bca313ad8f3", seed);
    assertEquals(
        List.of(
            "26112200000001",
            "26112200000021",
            "26112200000012",
            "26112200000018",
            "26112200000023"),
        Draw.lowest(seed, POPULATION, 5));
    assertEquals(
        "39e67bf6d4ec47447f8e092113008ec3d3931d67100abd40892f0715066b7985",
        Draw.digest(POPULATION));
  }

  @Property(tries = 50)
  void theSameSeedAndPopulationGiveTheSame(
      @ForAll String seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    List<String> shuffled = new ArrayList<>(POPULATION);
    Collections.shuffle(shuffled, new Random(size));
    List<String> drawn = Draw.lowest(seed, shuffled, size);
    assertEquals(drawn, Draw.lowest(seed, POPULATION, size));
    assertEquals(Math.min(size, POPULATION.size()), new HashSet<>(drawn).size());
    assertTrue(POPULATION.containsAll(drawn));
    // A larger sample only adds to a smaller one.
    assertEquals(drawn, Draw.lowest(seed, POPULATION, size + 1).subList(0, drawn.size()));
  }

  @Test
  void eachSideChangesAllOfIt() {
    assertNotEquals(Draw.seed("a", "head"), Draw.seed("b", "head"));
    assertNotEquals(Draw.seed("a", "head"), Draw.seed("a", "other"));
  }

  /** Of 4,000 draws each of forty comes about as often: 100 is expected of ten in each. */
  @Test
  void everybodyIsDrawnAboutAsOften() {
    Map<String, Integer> often = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      Draw.lowest(Draw.seed("s" + i, "h"), POPULATION, 1)
          .forEach(no -> often.merge(no, 1, Integer::sum));
    }
    // Five deviations of a binomial of 4,000 by one in forty.
    POPULATION.forEach(no -> assertEquals(100, often.getOrDefault(no, 0), 50, no));
  }
}
