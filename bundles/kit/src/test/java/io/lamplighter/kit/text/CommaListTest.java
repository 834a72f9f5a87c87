package io.lamplighter.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists as people write them. */
class CommaListTest {
  @Test
  void blanksAndGapsAreNoItems() {
    assertEquals(List.of("b", "a", "c d"), CommaList.of(" b,,a ,", "", "c d, b"));
    assertEquals(List.of(), CommaList.of(""));
    assertEquals(List.of(), CommaList.of());
  }
}
