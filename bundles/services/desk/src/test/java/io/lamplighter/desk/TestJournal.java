package io.lamplighter.desk;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was committed in memory, in the order of commits. */
final class TestJournal implements Journal {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final InstantSource clock;

  TestJournal(InstantSource clock) {
    this.clock = clock;
  }

  List<Entry> entries() {
    return entries;
  }

  List<String> types(String subject) {
    return about(subject).stream().map(Entry::type).toList();
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    List<Entry> pending =
        facts.stream()
            .map(
                fact ->
                    new Entry(
                        Cursor.START,
                        fact.type(),
                        fact.subject(),
                        fact.region(),
                        fact.actor(),
                        "/lamplighter/" + source,
                        clock.instant(),
                        new LinkedHashMap<>(fact.data())))
            .toList();
    transaction.afterCommit(() -> entries.addAll(pending));
  }

  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    return new Page<>(entries, null);
  }

  @Override
  public List<Entry> about(String subject) {
    return entries.stream().filter(entry -> entry.subject().equals(subject)).toList();
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
