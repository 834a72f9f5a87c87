package io.lamplighter.organisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is first-responsible (首接责任人) for a request, or was.
 *
 * @param id its number, 0 before it is kept
 * @param to null while he is
 * @param why the type of the entry by which he got it
 * @param over the type of the entry by which it ended, null while he has it
 * @param handover id of the one that he accepted, null without one
 * @param reason why that was offered, null without one
 */
record Tenure(
    long id,
    String on,
    String holder,
    String region,
    boolean drill,
    Instant from,
    @Nullable Instant to,
    String why,
    @Nullable String over,
    @Nullable Long handover,
    @Nullable String reason) {
  /** The same, until then. */
  Tenure ended(Instant at, String by) {
    return new Tenure(id, on, holder, region, drill, from, at, why, by, handover, reason);
  }
}
