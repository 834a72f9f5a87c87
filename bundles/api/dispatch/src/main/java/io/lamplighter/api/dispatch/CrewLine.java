package io.lamplighter.api.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A crew (班组) in one line.
 *
 * @param members how many it has
 * @param missing how many of them are missing now
 * @param from its shift that runs, or the next one; null without one
 */
public record CrewLine(
    String crew,
    String name,
    String station,
    int members,
    int missing,
    @Nullable Instant from,
    @Nullable Instant to) {}
