package io.lamplighter.api.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One crew's shift and one kind of work on the capacity sheet, in jobs of that kind.
 *
 * @param kind null for all kinds together: in minutes then, of work and ways
 * @param can as if it did nothing else
 * @param left as if it did nothing else with what is free
 */
public record CapacityLine(
    String crew,
    String name,
    Instant from,
    Instant to,
    @Nullable String kind,
    long can,
    long has,
    long left) {}
