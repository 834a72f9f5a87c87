package io.lamplighter.api.answers;

import org.jspecify.annotations.Nullable;

/**
 * Which answers; every field that is given must match.
 *
 * @param region prefix
 * @param article number of the article that was told
 * @param after cursor of the page before, null for the first page
 * @param limit 1 to {@link io.lamplighter.api.Page#MAX}
 */
public record AnswerQuery(
    @Nullable AnswerState state,
    @Nullable AnswerSource source,
    @Nullable String region,
    @Nullable String article,
    @Nullable String requestNo,
    @Nullable String after,
    int limit) {}
