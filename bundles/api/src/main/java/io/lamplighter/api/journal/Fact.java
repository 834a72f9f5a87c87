package io.lamplighter.api.journal;

import java.util.Map;

/**
 * Something that has happened, about to be written to the journal.
 *
 * @param type {@code <thing>.<past participle>}, as in {@code request.closed}
 * @param subject the number of the thing it happened to, as in a request number; order is kept per
 *     subject
 * @param region code of the region it belongs to
 * @param actor who did it: a user, a partner, or the name of the part that acted by itself
 * @param data references and codes only, no personal data: entries are sealed for ever; values are
 *     strings, numbers, booleans, and maps and lists of them
 */
public record Fact(String type, String subject, String region, String actor, Map<String, ?> data) {}
