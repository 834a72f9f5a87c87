package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entries in memory; {@code next} is there even for an empty page, as the contract says. */
final class FakeJournal implements Journal {
  private final List<Entry> entries = new ArrayList<>();
  int reads;

  void add(long xid, String type) {
    long position = entries.size() + 1;
    entries.add(
        new Entry(
            new Cursor(xid, position),
            type,
            "S" + position,
            "33",
            "anna",
            "/lamplighter/desk",
            Instant.EPOCH,
            Map.of("n", position)));
  }

  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    reads++;
    List<Entry> later =
        entries.stream().filter(entry -> entry.cursor().compareTo(after) > 0).toList();
    List<Entry> page =
        later.stream()
            .filter(entry -> types.isEmpty() || types.contains(entry.type()))
            .limit(limit)
            .toList();
    Cursor next =
        page.size() == limit ? page.get(limit - 1).cursor() : later.isEmpty() ? after : end();
    return new Page<>(page, next.toString());
  }

  @Override
  public Cursor end() {
    return entries.isEmpty() ? Cursor.START : entries.get(entries.size() - 1).cursor();
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> about(String subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Watch watch(Runnable signal) {
    throw new UnsupportedOperationException();
  }
}
