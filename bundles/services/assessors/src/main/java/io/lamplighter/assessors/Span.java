package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** A stretch of the journal, found by its blocks, so that nobody reads it from its beginning. */
record Span(Cursor after, Cursor until) {
  /**
   * Nodes' clocks may differ: an entry may be sealed, by another's clock, before it was written.
   */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** What was written from an instant on, up to a place. */
  static Span since(Seals seals, Instant from, Cursor until) {
    List<Seals.Head> newest = seals.newest(1);
    if (newest.isEmpty()) {
      return new Span(Cursor.START, until);
    }
    Instant early = from.minus(MARGIN);
    // Of the blocks after low, up to high, the first that was sealed later is looked for.
    long low = 0;
    long high = newest.get(0).number();
    Cursor after = Cursor.START;
    while (low < high) {
      long middle = (low + high + 1) / 2;
      List<Seals.Head> page = seals.heads(middle - 1);
      List<Seals.Head> before =
          page.stream().takeWhile(head -> head.sealedAt().isBefore(early)).toList();
      if (before.isEmpty()) {
        high = middle - 1;
        continue;
      }
      Seals.Head last = before.get(before.size() - 1);
      low = last.number();
      after = last.last();
      if (before.size() < page.size()) {
        // The next one of the page is the first that was sealed later.
        break;
      }
    }
    return new Span(after, until);
  }

  /**
   * Goes through the entries of some types, oldest first.
   *
   * @param each gives false to hear no more
   */
  void read(Journal journal, Caller caller, Set<String> types, Predicate<Entry> each) {
    Cursor at = after;
    while (at.compareTo(until) < 0) {
      Page<Entry> page = journal.read(caller, at, types, Page.MAX);
      for (Entry entry : page.items()) {
        if (entry.cursor().compareTo(until) > 0 || !each.test(entry)) {
          return;
        }
      }
      Cursor next = Cursor.parse(Objects.requireNonNull(page.next()));
      if (next.compareTo(at) <= 0) {
        return;
      }
      at = next;
    }
  }
}
