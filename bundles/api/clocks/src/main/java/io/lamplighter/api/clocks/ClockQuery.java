package io.lamplighter.api.clocks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which clocks; what is null does not matter.
 *
 * @param on the subject they run on
 * @param rule its code
 * @param state null: those that wait for their end, and with {@code on} all; those that are met or
 *     withdrawn only together with {@code on}, {@code rule} or {@code dueBefore}
 * @param region code of the region (GB/T 2260), or the beginning of one
 * @param dueBefore only those with a due instant before this
 * @param after the {@code next} of the page before
 * @param limit 1 to {@link io.lamplighter.api.Page#MAX}
 */
public record ClockQuery(
    @Nullable String on,
    @Nullable String rule,
    Clock.@Nullable State state,
    @Nullable String region,
    @Nullable String cell,
    @Nullable Instant dueBefore,
    @Nullable String after,
    int limit) {}
