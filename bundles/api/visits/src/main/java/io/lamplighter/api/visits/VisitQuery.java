package io.lamplighter.api.visits;

import org.jspecify.annotations.Nullable;

/**
 * Which visits; every field that is given must match.
 *
 * @param state {@link VisitState#CALLING} is in order of the next try, everything else newest first
 * @param kind of the request
 * @param region prefix
 * @param bad whether what was said is bad
 * @param due of calling ones, those whose next try is due, without the caller's own work
 * @param after cursor of the page before, null for the first page
 * @param limit 1 to {@link io.lamplighter.api.Page#MAX}
 */
public record VisitQuery(
    @Nullable VisitState state,
    @Nullable String kind,
    @Nullable String region,
    @Nullable String cell,
    @Nullable String requestNo,
    @Nullable Boolean bad,
    @Nullable Boolean due,
    @Nullable String after,
    int limit) {}
