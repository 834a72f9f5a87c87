package io.lamplighter.intake.call;

import io.lamplighter.api.journal.FactType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a call went, as the switch has told it by now; the entry's subject is our number of it. Each
 * entry says all of it: the switch's events come in any order.
 *
 * @param line as the switch names it, else {@code unknown}
 * @param abandonedAt when the caller gave up; counts where nobody has answered
 */
@FactType(
    value = {"switch-call.answered", "switch-call.abandoned"},
    says = "The switch has told how a call went.")
record SwitchFact(
    String line, Instant offeredAt, @Nullable Instant answeredAt, @Nullable Instant abandonedAt) {
  /** Of what it is written. */
  String type() {
    return answeredAt == null ? "switch-call.abandoned" : "switch-call.answered";
  }
}
