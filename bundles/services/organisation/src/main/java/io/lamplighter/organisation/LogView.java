package io.lamplighter.organisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run log as it is shown.
 *
 * @param what received, arrived, closed, cancelled or breached, by itself; noted by hand
 * @param rule that was breached, else null
 * @param text what somebody noted; null to whom personal data is masked
 */
record LogView(
    String id,
    String unit,
    Instant at,
    String what,
    @Nullable String requestNo,
    @Nullable String rule,
    @Nullable String text,
    String actor) {
  static LogView of(RunLog.Item one, boolean masked) {
    return new LogView(
        Long.toString(one.id()),
        one.unit(),
        one.at(),
        one.what(),
        one.subject(),
        one.detail(),
        masked ? null : one.text(),
        one.actor());
  }
}
