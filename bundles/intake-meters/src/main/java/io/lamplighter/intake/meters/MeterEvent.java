package io.lamplighter.intake.meters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a meter has noticed.
 *
 * @param at by the meter's own clock
 * @param details the vendor's own, JSON text; null for none
 */
record MeterEvent(
    String region,
    String concentrator,
    String messageId,
    String meter,
    Codes.Code code,
    Instant at,
    @Nullable String details) {

  /** What makes two reports the same. */
  record Key(String concentrator, String meter, String code, Instant at) {}

  Key key() {
    return new Key(concentrator, meter, code.code(), at);
  }
}
