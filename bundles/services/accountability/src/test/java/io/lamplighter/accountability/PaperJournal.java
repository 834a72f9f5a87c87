package io.lamplighter.accountability;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A journal in memory: what others wrote, and what was told here, by commit. */
final class PaperJournal implements Journal {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Fact> told = new ArrayList<>();
  private final Supplier<Instant> time;

  PaperJournal(Supplier<Instant> time) {
    this.time = time;
  }

  /**
   * @param data name, value, name, value…
   */
  synchronized Entry write(String type, String subject, String actor, Object... data) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < data.length; i += 2) {
      all.put(data[i].toString(), data[i + 1]);
    }
    return add(type, subject, "330602", actor, all);
  }

  synchronized Entry add(
      String type, String subject, String region, String actor, Map<String, Object> data) {
    long next = end().position() + 1;
    Entry entry =
        new Entry(new Cursor(next, next), type, subject, region, actor, "/test", time.get(), data);
    entries.add(entry);
    return entry;
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The types of what was told, in the order of commits. */
  synchronized List<String> told() {
    return told.stream().map(Fact::type).toList();
  }

  synchronized Fact last(String type) {
    return told.stream().filter(fact -> fact.type().equals(type)).reduce((a, b) -> b).orElseThrow();
  }

  synchronized List<Fact> all(String type) {
    return told.stream().filter(fact -> fact.type().equals(type)).toList();
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
        entries.stream().filter(entry -> entry.cursor().compareTo(after) > 0).limit(limit).toList();
    Cursor next = found.size() < limit ? end() : found.get(limit - 1).cursor();
    return new Page<>(found, next.toString());
  }

  /** Somebody has deleted it. */
  synchronized void lose(Entry entry) {
    entries.remove(entry);
  }

  /** What was told here too, so that it proves what is kept. */
  @Override
  public synchronized List<Entry> about(String subject) {
    List<Entry> all =
        new ArrayList<>(entries.stream().filter(entry -> entry.subject().equals(subject)).toList());
    long at = 1_000_000;
    for (Fact fact : told) {
      at++;
      if (fact.subject().equals(subject)) {
        all.add(
            new Entry(
                new Cursor(at, at),
                fact.type(),
                subject,
                fact.region(),
                fact.actor(),
                "/test",
                time.get(),
                new LinkedHashMap<>(fact.data())));
      }
    }
    return all.stream().limit(Page.MAX).toList();
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
