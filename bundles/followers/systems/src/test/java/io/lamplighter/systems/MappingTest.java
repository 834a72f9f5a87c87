package io.lamplighter.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final String TEXT =
      """
      # theirs = ours
      no          = ce-subject
      work.crew   = details.crew
      work.origin = "lamplighter"
      count       = count
      state       = ce-type | state
      class       = class | class

      [state]
      done = 40
      *    = (skip)

      [class]
      a = 1
      """;

  private static Optional<Map<String, Object>> map(String type, Map<String, ?> body)
      throws Exception {
    Map<String, Object> headers = Map.of("ce-subject", "R1", "ce-type", type);
    return Mapping.parse(TEXT).apply(body, headers::get);
  }

  @Test
  void fieldsComeFromBodyHeadersTextsAndTables() throws Exception {
    assertEquals(
        Map.of(
            "no", "R1",
            "work", Map.of("crew", "C1", "origin", "lamplighter"),
            "count", 3,
            "state", "40",
            "class", "1"),
        map("done", Map.of("details", Map.of("crew", "C1"), "count", 3, "class", "a"))
            .orElseThrow());
  }

  @Test
  void whatIsMissingIsLeftOut() throws Exception {
    assertEquals(
        Map.of("no", "R1", "work", Map.of("origin", "lamplighter"), "state", "40"),
        map("done", Map.of()).orElseThrow());
  }

  @Test
  void whatIsNoneOfTheirsIsSkippedAndAnUnknownCodeFails() throws Exception {
    assertEquals(Optional.empty(), map("other", Map.of()));
    assertThrows(Mapping.UnknownCodeException.class, () -> map("done", Map.of("class", "b")));
  }

  @Test
  void aMistakeIsNamedByLine() {
    for (String bad : new String[] {"a = b\nc", "a = b\nc = d | e", "a = b\nc = \"d"}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Mapping.parse(bad)).getMessage();
      assertEquals("line 2", String.valueOf(message).substring(0, 6), bad);
    }
  }
}
