package io.lamplighter.api.desk;

import java.time.Instant;

/**
 * What the customer is promised.
 *
 * @param rule name of the time limit, as in {@code fault.first-response}
 */
public record Promise(String rule, Instant dueAt) {}
