package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request about to be written for the first time.
 *
 * @param firstRequest number of the request it is merged under, null when it stands by itself
 * @param mergeReason {@code same-customer} or {@code same-place}, null when it stands by itself
 */
record Arrival(
    String requestNo,
    Draft draft,
    Customers.@Nullable Match match,
    String region,
    int priority,
    Instant receivedAt,
    List<Promise> promises,
    @Nullable String firstRequest,
    @Nullable String mergeReason) {

  /** The matched customer's number, else the one that was given. */
  @Nullable String customerNo() {
    return match == null ? draft.submission().customerNo() : match.customerNo();
  }

  boolean drill() {
    return draft.submission().drill();
  }

  RequestState state() {
    return firstRequest == null ? RequestState.RECEIVED : RequestState.MERGED;
  }

  long version() {
    return firstRequest == null ? 1 : 2;
  }
}
