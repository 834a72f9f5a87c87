package io.lamplighter.camel;

import io.lamplighter.kit.retry.Backoff;
import java.time.Duration;
import java.util.Set;

/**
 * What a {@code journal:} endpoint asks for.
 *
 * @param reader name of the cursor
 * @param types wanted types, empty for all but those about letters
 * @param region prefix of the wanted regions
 * @param fromStart where a reader that has never run begins
 * @param parallel messages out at once, each of another subject
 * @param attempts failures that count until a message is parked
 * @param backoff rests between attempts
 * @param patience how long a message is tried while its partner is away
 */
record FollowSettings(
    String reader,
    Set<String> types,
    String region,
    boolean fromStart,
    int parallel,
    int attempts,
    Backoff backoff,
    Duration patience) {}
