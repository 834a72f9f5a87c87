package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Proofs;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.io.BufferedReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A journal in memory, whose blocks are sealed when a test says so. */
final class Archive implements Journal, Seals, Proofs {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();
  private final Set<Cursor> touched = new HashSet<>();
  private final Supplier<Instant> time;
  private long last;

  Archive(Supplier<Instant> time) {
    this.time = time;
  }

  Entry write(String type, String subject, String region, Map<String, ?> data) {
    last++;
    Entry entry =
        new Entry(
            new Cursor(last, last),
            type,
            subject,
            region,
            "somebody",
            "/lamplighter/test",
            time.get(),
            new LinkedHashMap<>(data));
    entries.add(entry);
    return entry;
  }

  /** All that is not yet. */
  void seal() {
    Cursor after = heads.isEmpty() ? Cursor.START : heads.get(heads.size() - 1).last();
    List<Cursor> open =
        entries.stream().map(Entry::cursor).filter(c -> c.compareTo(after) > 0).toList();
    if (!open.isEmpty()) {
      long number = heads.size() + 1L;
      heads.add(
          new Head(
              number,
              open.get(0),
              open.get(open.size() - 1),
              open.size(),
              "root",
              "hash" + number,
              "signature",
              "key",
              time.get()));
    }
  }

  void touch(Entry entry) {
    touched.add(entry.cursor());
  }

  void lose(Entry entry) {
    entries.remove(entry);
  }

  List<Entry> all(String type) {
    return entries.stream().filter(entry -> entry.type().equals(type)).toList();
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    transaction.afterCommit(
        () -> facts.forEach(f -> write(f.type(), f.subject(), f.region(), f.data())));
  }

  /** As the real one, page by page, and no more than a few at once. */
  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    List<Entry> looked =
        entries.stream().filter(e -> e.cursor().compareTo(after) > 0).limit(7).toList();
    Cursor reached = looked.isEmpty() ? after : looked.get(looked.size() - 1).cursor();
    return new Page<>(
        looked.stream()
            .filter(e -> types.isEmpty() || types.contains(e.type()))
            .filter(e -> caller.covers(e.region()))
            .toList(),
        reached.toString());
  }

  @Override
  public List<Entry> about(String subject) {
    return entries.stream().filter(entry -> entry.subject().equals(subject)).toList();
  }

  @Override
  public Cursor end() {
    return entries.isEmpty() ? Cursor.START : entries.get(entries.size() - 1).cursor();
  }

  @Override
  public Watch watch(Runnable signal) {
    return () -> {};
  }

  @Override
  public List<Proof> of(Collection<Cursor> wanted) {
    return entries.stream()
        .filter(entry -> wanted.contains(entry.cursor()))
        .map(
            entry ->
                new Proof(
                    entry,
                    "{}",
                    heads.stream()
                        .filter(head -> head.last().compareTo(entry.cursor()) >= 0)
                        .findFirst()
                        .map(
                            head ->
                                new Place(
                                    0, List.of(), head, "", !touched.contains(entry.cursor())))
                        .orElse(null)))
        .toList();
  }

  @Override
  public Map<String, String> keys() {
    return Map.of();
  }

  @Override
  public List<Head> heads(long after) {
    return heads.stream().filter(head -> head.number() > after).limit(Page.MAX).toList();
  }

  @Override
  public List<Head> newest(int most) {
    return heads.subList(Math.max(0, heads.size() - most), heads.size());
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  @Override
  public Verdict verify() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Verdict verify(BufferedReader given) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Alarm> alarms() {
    return List.of();
  }

  @Override
  public void still(Runnable action) {
    action.run();
  }
}
