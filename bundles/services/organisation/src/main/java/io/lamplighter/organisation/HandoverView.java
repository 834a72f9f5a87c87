package io.lamplighter.organisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A handover as it is shown.
 *
 * @param reason what the one who offers it says; null to whom personal data is masked
 */
record HandoverView(
    String id,
    String on,
    String from,
    String to,
    @Nullable String reason,
    String state,
    String offeredBy,
    Instant offeredAt,
    Instant until,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    String region) {
  static HandoverView of(Handover one, boolean masked) {
    return new HandoverView(
        Long.toString(one.id()),
        one.on(),
        one.from(),
        one.to(),
        masked ? null : one.reason(),
        one.state().wire(),
        one.offeredBy(),
        one.offeredAt(),
        one.until(),
        one.endedAt(),
        one.endedBy(),
        one.region());
  }
}
