package io.lamplighter.api.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The one durable journal. Appending costs one insert; sealing happens on the side. */
@ProviderType
public interface Journal {
  /**
   * Appends facts in the caller's transaction: they are in the journal exactly when it commits, in
   * this order.
   *
   * @param source which part writes, as in {@code desk}
   */
  void append(Transaction transaction, String source, Collection<Fact> facts);

  default void append(Transaction transaction, String source, Fact fact) {
    append(transaction, source, List.of(fact));
  }

  /**
   * Committed entries after {@code after}, in order; never one that a late commit could still
   * precede. Only those of the caller's region; needs a person's role.
   *
   * @param types wanted types, empty for all
   * @param limit 1 to {@link Page#MAX}
   * @return the page; {@code next} is always the cursor to go on from, also when the page is empty.
   *     A page that is not full does not mean the end: of a long journal only a part is looked
   *     through at once. The end is where {@code next} is not before {@link #end}
   * @throws io.lamplighter.api.Refusal.Forbidden without a role for it
   */
  Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit);

  /**
   * Entries about one subject, oldest first, at most {@link Page#MAX}. For the owner of the
   * subject, who has checked the caller.
   */
  List<Entry> about(String subject);

  /** The cursor after the newest entry that can be read now. */
  Cursor end();

  /**
   * Calls {@code signal} (quick, must not throw) after new entries may have become readable on this
   * or another node.
   *
   * @return close to end it
   */
  Watch watch(Runnable signal);

  /** A running {@link #watch}. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
