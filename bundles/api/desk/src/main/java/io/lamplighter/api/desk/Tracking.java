package io.lamplighter.api.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the customer may see of a request without a login. */
public record Tracking(
    String requestNo,
    RequestKind kind,
    RequestState state,
    Instant receivedAt,
    @Nullable String mergedInto,
    List<Promise> promises,
    List<Step> steps) {

  /** One state reached. */
  public record Step(RequestState state, Instant at) {}
}
