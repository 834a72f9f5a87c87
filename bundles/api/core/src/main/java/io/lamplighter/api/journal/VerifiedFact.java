package io.lamplighter.api.journal;

import org.jspecify.annotations.Nullable;

/**
 * What is written of a verification that somebody asked for.
 *
 * @param unsealed entries that no block covered yet
 * @param findings how many; 0 when the journal was sound
 * @param block of the first finding
 * @param entry of the first finding, when it is not the block as a whole
 */
@FactType(value = "journal.verified", says = "Somebody had the sealed journal verified.")
public record VerifiedFact(
    long blocks,
    long entries,
    long unsealed,
    long millis,
    long findings,
    @Nullable Long block,
    @Nullable String entry) {}
