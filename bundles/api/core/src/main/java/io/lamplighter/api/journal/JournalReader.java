package io.lamplighter.api.journal;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Follows the journal (whiteboard: register it as a service). It never misses an entry and never
 * repeats an effect that it writes in the given transaction: the cursor, kept under {@link
 * #name()}, moves in that same transaction, and its row's lock is the lease, so that of several
 * nodes one reads at a time.
 */
@ConsumerType
public interface JournalReader {
  /**
   * Durable name of the cursor; letters, digits, dots and dashes. Two services of one name share
   * one cursor.
   */
  String name();

  /** Types of entries wanted; empty for all. */
  Set<String> types();

  /** Where a reader that has never run begins: true at the first entry, false at the newest. */
  default boolean fromStart() {
    return true;
  }

  /** The largest batch it takes at once. */
  default int batchSize() {
    return 200;
  }

  /** Whose transaction the batches are handled in. */
  UnitOfWork work();

  /**
   * Handles a batch, in order, inside the transaction in which the cursor moves past it.
   *
   * @throws io.lamplighter.api.Refusal.TooMany to have it rolled back and brought again after that
   *     time, when the reader has its hands full; this is no failure
   * @throws Exception to have it rolled back and tried again later, with growing delay; the reason
   *     is shown to operators
   */
  void handle(Transaction transaction, List<Entry> batch) throws Exception;
}
