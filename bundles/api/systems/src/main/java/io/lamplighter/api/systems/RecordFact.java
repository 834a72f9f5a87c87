package io.lamplighter.api.systems;

import io.lamplighter.api.journal.FactType;
import java.time.Instant;
import java.util.Map;

/**
 * What is written when another system tells something new; the subject is what of ours it is about.
 *
 * @param record the other system's own id
 * @param at when it became so, as the other system says
 * @param more what the route's mapping names
 */
@FactType(
    value = {
      "transformer-alarm.recorded",
      "planned-outage.recorded",
      "switching.recorded",
      "known-outage.recorded",
      "payment.recorded",
      "contract.recorded",
      "material-reservation.recorded",
      "project-code.recorded",
      "*.recorded"
    },
    says = "Another system told something new.")
public record RecordFact(
    String system, String record, Instant at, @FactType.Inline Map<String, Object> more) {}
