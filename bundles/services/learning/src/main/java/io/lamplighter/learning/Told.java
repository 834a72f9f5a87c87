package io.lamplighter.learning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the desk told from a request's words.
 *
 * @param confidence how likely it was right, 0 to 1; null when no part of the text was known
 * @param model by which model
 */
record Told(
    String requestNo,
    String region,
    String kind,
    @Nullable Double confidence,
    @Nullable String model,
    Instant receivedAt) {}
