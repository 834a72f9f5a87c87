package io.lamplighter.store;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal for the tests of those who write to it: remembers the facts that were committed. */
public final class CommittedFacts implements Journal {
  private final List<Fact> all = new CopyOnWriteArrayList<>();

  /** In the order of commits; grows. */
  public List<Fact> all() {
    return all;
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    List<Fact> pending = List.copyOf(facts);
    transaction.afterCommit(() -> all.addAll(pending));
  }

  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> about(String subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Cursor end() {
    return Cursor.START;
  }

  @Override
  public Watch watch(Runnable signal) {
    return () -> {};
  }
}
