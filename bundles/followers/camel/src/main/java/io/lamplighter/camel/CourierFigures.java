package io.lamplighter.camel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a courier is doing at this moment.
 *
 * @param here whether this node follows
 * @param waiting messages in memory
 * @param oldest when the oldest of them was written
 * @param parked letters
 * @param blockedSince since when its partner is away
 */
record CourierFigures(
    boolean here,
    int waiting,
    @Nullable Instant oldest,
    int parked,
    @Nullable Instant blockedSince) {}
