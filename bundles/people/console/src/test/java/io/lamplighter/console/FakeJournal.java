package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
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
import java.util.stream.IntStream;

/** A journal in memory. */
final class FakeJournal implements Journal {
  final List<Entry> entries = new CopyOnWriteArrayList<>();
  final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  volatile boolean away;

  /** Writes {@code count} entries and tells the watchers. */
  void write(int count) {
    entries.addAll(
        IntStream.rangeClosed(entries.size() + 1, entries.size() + count)
            .mapToObj(Samples::entry)
            .toList());
    watchers.forEach(Runnable::run);
  }

  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    if (away) {
      throw new Refusal.Unavailable(new Text("away", "away"), new RuntimeException());
    }
    List<Entry> now = List.copyOf(entries); // what is written meanwhile comes with the next page
    List<Entry> found =
        now.stream()
            .skip(after.position()) // they are numbered from 1
            .filter(entry -> types.isEmpty() || types.contains(entry.type()))
            .limit(limit)
            .toList();
    Cursor next = found.size() == limit ? found.get(limit - 1).cursor() : end(now);
    return new Page<>(found, next.toString());
  }

  @Override
  public Cursor end() {
    return end(List.copyOf(entries));
  }

  private static Cursor end(List<Entry> all) {
    return all.isEmpty() ? Cursor.START : all.get(all.size() - 1).cursor();
  }

  @Override
  public Watch watch(Runnable signal) {
    watchers.add(signal);
    return () -> watchers.remove(signal);
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> about(String subject) {
    throw new UnsupportedOperationException();
  }
}
