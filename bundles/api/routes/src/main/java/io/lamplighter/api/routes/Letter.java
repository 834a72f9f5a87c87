package io.lamplighter.api.routes;

import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A journal entry that a route could not deliver (死信): parked with its cause until somebody replays
 * or discards it. Later entries of its subject wait behind it; other subjects go on.
 *
 * @param id its number, which it keeps
 * @param version grows with every correction; the ETag
 * @param reader the reader of the route, {@code journal:<reader>}
 * @param entry the entry; its data as last corrected
 * @param attempts how often it was tried
 * @param cause why the last attempt failed, without secrets
 * @param behind entries of its subject that wait for it
 * @param correctedBy who corrected it last, null when it is as it was in the journal
 */
public record Letter(
    String id,
    long version,
    String reader,
    Entry entry,
    Instant parkedAt,
    int attempts,
    String cause,
    int behind,
    @Nullable String correctedBy) {}
