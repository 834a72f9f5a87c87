package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalSearch;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has happened in the last month, subject by subject, oldest first.
 *
 * @param whole false when there was more than is looked at
 */
record PastMonth(Map<String, List<Entry>> bySubject, int entries, boolean whole) {
  static final Duration LONG = Duration.ofDays(31);
  private static final int MOST = 50_000;
  private static final int MOST_PAGES = 1_000;

  /**
   * @param types of the entries wanted
   */
  static PastMonth read(JournalSearch journal, Caller caller, Set<String> types, Instant now) {
    List<Entry> newestFirst = new ArrayList<>();
    Instant begins = now.minus(LONG);
    JournalSearch.Query query = new JournalSearch.Query(types, null, null);
    Cursor before = null;
    boolean over = types.isEmpty();
    for (int pages = 0; !over && pages < MOST_PAGES && newestFirst.size() < MOST; pages++) {
      Page<Entry> page = journal.find(caller, query, before, Page.MAX);
      for (Entry entry : page.items()) {
        over |= entry.time().isBefore(begins);
        if (!over) {
          newestFirst.add(entry);
        }
      }
      String next = page.next();
      over |= next == null;
      before = next == null ? null : Cursor.parse(next);
    }
    Collections.reverse(newestFirst);
    Map<String, List<Entry>> bySubject = new LinkedHashMap<>();
    for (Entry entry : newestFirst) {
      bySubject.computeIfAbsent(entry.subject(), subject -> new ArrayList<>()).add(entry);
    }
    return new PastMonth(bySubject, newestFirst.size(), over);
  }

  /** When the first of them was; the end of time when there was none. */
  Instant begins() {
    return bySubject.values().stream()
        .map(entries -> entries.get(0).time())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
