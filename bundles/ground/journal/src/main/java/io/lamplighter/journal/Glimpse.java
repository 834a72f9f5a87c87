package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.util.List;

/**
 * What a bounded look into the journal found.
 *
 * @param entries the wanted ones, in order
 * @param reached up to here there is no other wanted one
 * @param more whether the look ended at its bound, so that there may be more behind it
 */
record Glimpse(List<Entry> entries, Cursor reached, boolean more) {}
