package io.lamplighter.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** One person is no people. */
class CountTest {
  @Test
  void oneHasAFormOfItsOwn() {
    assertEquals("0 people", Count.of(0, "person", "people"));
    assertEquals("1 person", Count.of(1, "person", "people"));
    assertEquals("2 people", Count.of(2, "person", "people"));
  }
}
