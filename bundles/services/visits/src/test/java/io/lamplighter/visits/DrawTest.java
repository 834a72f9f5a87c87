package io.lamplighter.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Anybody can draw again. */
class DrawTest {
  private static final String SEED = "00".repeat(32);

  /** Computed with Python's hashlib. */
  @Test
  void theNumberIsWhatTheDecisionRecordSays() {
    assertEquals(0.42443921113383, Draw.number(SEED, "26113000000001.7"));
    assertEquals(0.5103635041696108, Draw.number(SEED, "26113000000002.5"));
    assertEquals(
        "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55", Draw.commitment(SEED));
  }

  @Test
  void aShareOfAHundredTakesAllAndOfNoneTakesNobody() {
    for (int i = 0; i < 1_000; i++) {
      double number = Draw.number(SEED, "t" + i);
      assertTrue(Draw.isDrawn(number, 100));
      assertFalse(Draw.isDrawn(number, 0));
    }
  }

  /** Five standard deviations of a fair draw: one in three million runs, and the seed is fixed. */
  @Test
  void ofManyTheShareIsDrawn() {
    int tickets = 20_000;
    long drawn =
        IntStream.range(0, tickets)
            .filter(i -> Draw.isDrawn(Draw.number(SEED, "2611300000" + i + ".4"), 10))
            .count();
    assertEquals(2_000, drawn, 5 * Math.sqrt(tickets * 0.1 * 0.9));
  }

  @Test
  void everySeedIsAnotherOne() {
    assertNotEquals(Draw.seed(), Draw.seed());
    assertEquals(64, Draw.seed().length());
  }
}
