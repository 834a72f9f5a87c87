package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.io.BufferedReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;

/**
 * A year's journal that keeps nothing: its entries come in their order from the scripts, and who
 * asks for some again is given them by their script once more. All are sealed at once.
 */
@NullUnmarked
final class YearJournal implements Journal, Seals {
  /** What comes later than that is written when its time comes, and not kept until then. */
  private static final Duration SOON = Duration.ofHours(36);

  /** A request comes at most so long before its place in the year. */
  private static final Duration EARLY = Duration.ofHours(4);

  /** Facts that were told here. */
  final AtomicLong told = new AtomicLong();

  private final YearPlan plan;
  private final PriorityQueue<Coming> coming =
      new PriorityQueue<>(Comparator.comparing(Coming::place));
  private int written;
  private Cursor end = new Cursor(0, 0);

  /**
   * @param entry null when its script is to be asked
   */
  private record Coming(Cursor place, Entry entry) {}

  YearJournal(YearPlan plan) {
    this.plan = plan;
  }

  /** The next entry of the year; null when it is over. */
  Entry next() {
    while (written < plan.size && (coming.isEmpty() || !isBefore(coming.peek()))) {
      write(written++);
    }
    Coming one = coming.poll();
    if (one == null) {
      return null;
    }
    end = one.place();
    return one.entry() == null ? at(one.place()) : one.entry();
  }

  /** Whether nothing that is not written yet can come before it. */
  private boolean isBefore(Coming one) {
    Instant first = plan.slot(written).minus(EARLY);
    return one.place().xid() < YearScript.place(first);
  }

  private void write(int request) {
    YearScript script = new YearScript(plan, request);
    Instant soon = plan.slot(request).plus(SOON);
    for (Entry entry : script.entries) {
      coming.add(new Coming(entry.cursor(), entry.time().isAfter(soon) ? null : entry));
    }
  }

  private Entry at(Cursor place) {
    return new YearScript(plan, YearScript.number(place))
        .entries.stream().filter(one -> one.cursor().equals(place)).findAny().orElseThrow();
  }

  @Override
  public List<Entry> about(String subject) {
    return new YearScript(plan, YearScript.number(subject))
        .entries.stream()
            .filter(one -> one.subject().equals(subject) && one.cursor().compareTo(end) <= 0)
            .sorted(Comparator.comparing(Entry::cursor))
            .toList();
  }

  /** For who looks for one entry by the place before it. */
  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
    Cursor place = new Cursor(after.xid(), after.position() + 1);
    return new Page<>(List.of(at(place)), place.toString());
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    told.addAndGet(facts.size());
  }

  @Override
  public Cursor end() {
    return end;
  }

  @Override
  public Watch watch(Runnable signal) {
    return () -> {};
  }

  @Override
  public List<Head> heads(long after) {
    return after == 0 ? newest(1) : List.of();
  }

  @Override
  public List<Head> newest(int most) {
    Cursor first = new Cursor(0, 0);
    return List.of(
        new Head(1, first, end, 1, "root", "hash", "signature", "key", YearPlan.NEW_YEAR));
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
  public Verdict verify(BufferedReader heads) {
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
