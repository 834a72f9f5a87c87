package io.lamplighter.api.systems;

import java.time.Instant;
import java.util.Map;

/**
 * A thing of another system, as that system last told us: an alarm, a planned outage, a payment.
 *
 * @param system who told it, as in {@code control}
 * @param kind what it is, as in {@code planned-outage}
 * @param id the other system's own id: system, kind and id are the identity
 * @param subject what of ours it is about, by number: a transformer, customer or request
 * @param at when it became so, as the other system says; an older telling changes nothing
 * @param data references and codes only, no personal data, as in the journal
 */
public record SystemRecord(
    String system,
    String kind,
    String id,
    String subject,
    String region,
    Instant at,
    Map<String, Object> data) {}
