package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries that can be read, kept in memory: those that keep up read and parse them once
 * for all readers of this node. Below the horizon nothing changes, so what was read stays right. It
 * follows whoever is foremost; who is too far behind reads for himself.
 */
final class Tail {
  /** So many are read at once. */
  static final int PAGE = 500;

  /** So many are kept. */
  static final int KEPT = 2_000;

  private final UnitOfWork work;
  private final Supplier<Cursor> risen;
  private final List<Entry> entries = new ArrayList<>();

  /** All entries after {@code begin} up to {@code end} are in memory. */
  private Cursor begin = Cursor.START;

  private Cursor end = Cursor.START;
  private boolean more = true;

  /**
   * @param risen up to where readers have been woken: whoever was must not sleep again unserved
   */
  Tail(UnitOfWork work, Supplier<Cursor> risen) {
    this.work = work;
    this.risen = risen;
  }

  /**
   * Wanted entries after {@code after}, at most {@code limit}.
   *
   * @param types empty for all
   * @return null when they are not in memory any more
   */
  synchronized @Nullable Glimpse after(Cursor after, Set<String> types, int limit) {
    if (after.compareTo(begin) < 0) {
      return null;
    }
    if (after.compareTo(end) > 0) {
      entries.clear();
      begin = after;
      end = after;
    }
    if (after.equals(end) || end.compareTo(risen.get()) < 0) {
      read();
    }
    List<Entry> wanted = new ArrayList<>();
    for (Entry entry : entries.subList(from(after), entries.size())) {
      if (types.isEmpty() || types.contains(entry.type())) {
        wanted.add(entry);
        if (wanted.size() == limit) {
          return new Glimpse(wanted, entry.cursor(), true);
        }
      }
    }
    return new Glimpse(wanted, end, more);
  }

  private void read() {
    Cursor from = end;
    Glimpse page = work.call(t -> EntryTable.window(t.connection(), from, Set.of(), "", PAGE));
    entries.addAll(page.entries());
    end = page.reached();
    more = page.more();
    int old = entries.size() - KEPT;
    if (old > 0) {
      begin = entries.get(old - 1).cursor();
      entries.subList(0, old).clear();
    }
  }

  /** Index of the first one after it. */
  private int from(Cursor after) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).cursor().compareTo(after) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
