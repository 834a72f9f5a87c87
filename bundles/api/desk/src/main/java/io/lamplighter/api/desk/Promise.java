package io.lamplighter.api.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the customer is promised.
 *
 * @param rule name of the time limit, as in {@code fault.first-response}
 * @param dueAt null when it cannot be computed: a year of its calendar is missing
 * @param note {@code not-computable}, {@code provisional}, or null
 */
public record Promise(String rule, @Nullable Instant dueAt, @Nullable String note) {
  public Promise(String rule, Instant dueAt) {
    this(rule, dueAt, null);
  }
}
