package io.lamplighter.clocks;

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

/** A journal in memory: what others wrote, and what the clocks told, by commit. */
final class PaperJournal implements Journal {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Fact> told = new ArrayList<>();
  private long position;

  synchronized Entry write(
      String type, String subject, String region, Instant at, Map<String, Object> data) {
    position++;
    Entry entry =
        new Entry(new Cursor(position, position), type, subject, region, "anna", "/desk", at, data);
    entries.add(entry);
    return entry;
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** What the clocks told, in the order of commits. */
  synchronized List<Fact> told() {
    return List.copyOf(told);
  }

  synchronized void forget() {
    told.clear();
  }

  /** What was read long ago too, all but where it ends. */
  synchronized void forgetRead() {
    told.clear();
    entries.subList(0, Math.max(0, entries.size() - 1)).clear();
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    List<Fact> pending = List.copyOf(facts);
    transaction.afterCommit(
        () -> {
          synchronized (this) {
            told.addAll(pending);
          }
        });
  }

  @Override
  public synchronized Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    List<Entry> found =
        entries.stream()
            .filter(entry -> entry.cursor().compareTo(after) > 0)
            .filter(entry -> types.isEmpty() || types.contains(entry.type()))
            .limit(limit)
            .toList();
    Cursor next = found.size() == limit ? found.get(limit - 1).cursor() : end();
    return new Page<>(found, next.toString());
  }

  @Override
  public List<Entry> about(String subject) {
    return entries().stream().filter(entry -> entry.subject().equals(subject)).toList();
  }

  @Override
  public synchronized Cursor end() {
    return entries.isEmpty() ? Cursor.START : entries.get(entries.size() - 1).cursor();
  }

  @Override
  public Watch watch(Runnable signal) {
    return () -> {};
  }
}
