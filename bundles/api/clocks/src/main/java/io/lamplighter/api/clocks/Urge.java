package io.lamplighter.api.clocks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was urged (督办) and owes an answer.
 *
 * @param on the subject it is about, as a request's number
 * @param to login of who owes the answer
 * @param text what he is urged to; stays with the clocks
 * @param raisedBy who urges
 * @param answerBy when the answer is due
 * @param answer null while it is owed
 */
public record Urge(
    String id,
    String on,
    String region,
    String to,
    String text,
    String raisedBy,
    Instant raisedAt,
    Instant answerBy,
    @Nullable String answer,
    @Nullable String answeredBy,
    @Nullable Instant answeredAt,
    long version) {}
