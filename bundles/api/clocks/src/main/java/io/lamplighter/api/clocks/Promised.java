package io.lamplighter.api.clocks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule promises from a start on.
 *
 * @param rule code of the rule, as in {@code fault.first-response}
 * @param dueAt null when it cannot be computed: a year of its calendar is missing
 * @param note {@code not-computable}, {@code provisional}, or null
 */
public record Promised(String rule, @Nullable Instant dueAt, @Nullable String note) {}
