package io.lamplighter.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words with names in them. */
class NamesTest {
  @Test
  void whatIsPutInIsNotFilledItself() {
    Map<String, String> values = Map.of("text", "costs $1, see {no}", "no", "26112200000019");
    assertEquals("costs $1, see {no} (26112200000019)", Names.fill("{text} ({no})", values::get));
  }

  @Test
  void aNameThatNothingIsKnownForStaysOrGoes() {
    assertEquals("a {b} {", Names.fill("a {b} {", name -> null));
    assertEquals("a  {", Names.fill("a {b} {", name -> ""));
    assertEquals(List.of("no", ""), Names.in("{no} and {} and {"));
  }
}
