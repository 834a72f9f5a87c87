package io.lamplighter.api.accountability;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which files; what is null does not matter.
 *
 * @param person login of who is held responsible
 * @param on what they are about, as a request's number
 * @param region prefix
 * @param event class of the event, as in the library
 * @param cause code of the time limit or of the rule that found them
 * @param month in which they were opened
 * @param open whether they are to go on
 * @param act only those with which the caller may do this now
 * @param after the {@code next} of the page before
 * @param limit 1 to {@link io.lamplighter.api.Page#MAX}
 */
public record FileQuery(
    @Nullable FileState state,
    @Nullable String person,
    @Nullable String on,
    @Nullable String region,
    @Nullable String event,
    @Nullable String cause,
    @Nullable YearMonth month,
    @Nullable Boolean open,
    @Nullable FileAct act,
    @Nullable String after,
    int limit) {}
