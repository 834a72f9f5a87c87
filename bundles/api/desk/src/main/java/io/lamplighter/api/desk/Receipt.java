package io.lamplighter.api.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a submission, given only after it is committed.
 *
 * @param trackingToken lets the customer follow it without a login
 * @param mergedInto number of the request it was merged under, or null
 * @param replayed true when this channel id had been taken before and nothing new was made
 */
public record Receipt(
    String requestNo,
    String trackingToken,
    RequestState state,
    Instant receivedAt,
    @Nullable String mergedInto,
    List<Promise> promises,
    boolean replayed) {}
