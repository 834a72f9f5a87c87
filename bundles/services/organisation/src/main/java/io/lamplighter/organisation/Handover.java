package io.lamplighter.organisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A handover, as it is read.
 *
 * @param state as {@link HandoverEntity.State}
 * @param until when it lapses unless somebody takes it
 */
record Handover(
    long id,
    long version,
    String on,
    String region,
    String from,
    String to,
    String reason,
    String offeredBy,
    Instant offeredAt,
    Instant until,
    HandoverEntity.State state,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {}
