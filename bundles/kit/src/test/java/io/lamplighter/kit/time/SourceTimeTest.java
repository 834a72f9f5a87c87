package io.lamplighter.kit.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change cannot have happened yet. */
class SourceTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void aClockMayBeAheadALittle() {
    assertEquals(
        Instant.parse("2026-11-22T08:09:00Z"),
        SourceTime.read("/at", "2026-11-22T16:09:00+08:00", NOW).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999-12-31T23:59:59Z",
        "2026-11-22T16:11:00+08:00",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "1899-12-31T23:59:59Z",
        "2026-11-22T08:00:00",
        "2026-11-22T24:00:00Z",
        "2026-11-22",
        "soon",
        ""
      })
  void whatIsNoPastTimeIsRefused(String text) {
    Refusal.Invalid refused =
        assertThrows(Refusal.Invalid.class, () -> SourceTime.read("/at", text, NOW));
    assertEquals("/at", refused.errors().get(0).pointer());
  }
}
