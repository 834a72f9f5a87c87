package io.lamplighter.kit.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a partner says to come again. */
class RetryAfterTest {
  @Test
  void aPartnersWordOnWhenToComeAgainIsReadAndBounded() {
    Instant now = Instant.parse("2026-11-22T00:00:00Z");
    assertEquals(Duration.ofSeconds(90), RetryAfter.of(" 90 ", now));
    assertEquals(Duration.ofMinutes(2), RetryAfter.of("Sun, 22 Nov 2026 00:02:00 GMT", now));
    assertEquals(RetryAfter.MOST, RetryAfter.of("999999999", now));
    for (String none : new String[] {null, "", "soon", "-5", "Sat, 21 Nov 2026 00:00:00 GMT"}) {
      assertEquals(null, RetryAfter.of(none, now));
    }
  }
}
