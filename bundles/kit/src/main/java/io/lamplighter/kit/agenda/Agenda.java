package io.lamplighter.kit.agenda;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Due.Later;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A durable list of what is due. A thing is put in by the transaction that gives reason for it, is
 * taken by one node at a time, and is there until that node says in a transaction of its own that
 * it is done: a kill at any moment loses nothing and repeats only what was out.
 *
 * <p><b>In order, and fair.</b> Things are taken in rounds. Whatever becomes due is lined up for
 * the first round that has nothing of its subject yet; within a round the order is that of (due,
 * id). So with one thing a subject all is in the order of time, one subject's ten thousand keep
 * nobody waiting, and a newcomer is in the round that is being taken. Nothing is taken while an
 * earlier thing of its subject is out: a subject's things are never done by two nodes at a time.
 *
 * <p>The table, which each part makes by its own migration, is in the README of kit. Takings of one
 * table come one after the other, which takes milliseconds; putting in, doing and postponing wait
 * for nobody.
 */
public final class Agenda {
  private final UnitOfWork work;
  private final InstantSource clock;
  private final String table;
  private final Duration lease;
  private final Figures figures;
  private final String waiting;
  private volatile Runnable bell = () -> {};
  private volatile boolean adopted;

  /**
   * @param table with its schema
   * @param lease what is not done so long after it was taken may be taken by anybody
   */
  public Agenda(UnitOfWork work, InstantSource clock, String table, Duration lease) {
    this(work, clock, table, lease, "");
  }

  /**
   * @param waiting SQL of key, subject, due and since of what an older version of the part, which
   *     had no agenda, has left: it is put in before the first taking
   */
  public Agenda(
      UnitOfWork work, InstantSource clock, String table, Duration lease, String waiting) {
    this.work = work;
    this.clock = clock;
    this.table = table;
    this.lease = lease;
    this.figures = new Figures(table);
    this.waiting = waiting;
    this.adopted = waiting.isEmpty();
  }

  /** What to call after a commit that put something in: it wakes who does it. */
  public void onNews(Runnable bell) {
    this.bell = bell;
  }

  /** The time as it is kept. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Puts things in; one that is there is moved, and begins anew. */
  public void put(Transaction transaction, Collection<Thing> things) throws SQLException {
    if (!things.isEmpty()) {
      lines(transaction).put(things);
      transaction.afterCommit(bell);
    }
  }

  public void put(Transaction transaction, Thing thing) throws SQLException {
    put(transaction, List.of(thing));
  }

  /**
   * Takes things away, whoever is at them.
   *
   * @return how many there were
   */
  public int cancel(Transaction transaction, Collection<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    Lines lines = lines(transaction);
    return lines.byIndexes(() -> lines.cancel(keys));
  }

  /** Nothing of this subject is due before then, but what is out. */
  public void rest(Transaction transaction, String subject, Instant until) throws SQLException {
    Lines lines = lines(transaction);
    lines.byIndexes(() -> lines.rest(subject, until, now()));
  }

  /** Takes what is due, in order; it is ours until the lease is over. */
  public List<Due> take(int most) {
    Instant now = now();
    List<Due> taken =
        work.call(
            transaction -> {
              Lines lines = lines(transaction);
              lines.lock();
              if (!adopted) {
                lines.adopt(waiting);
              }
              return lines.byIndexes(() -> take(lines, most, now));
            });
    adopted = true;
    figures.took(taken.size());
    return taken;
  }

  private List<Due> take(Lines lines, int most, Instant now) throws SQLException {
    lines.lineUp(now);
    if (figures.areOld(now)) {
      figures.note(lines.count(), now);
    }
    return lines.take(lines.first(most, now), now, now.plus(lease));
  }

  /**
   * Done, or given up: it is gone.
   *
   * @return the keys of those that were ours still; the others have been moved, cancelled or taken
   *     by somebody else since
   */
  public Set<String> done(Transaction transaction, Collection<Due> all) throws SQLException {
    if (all.isEmpty()) {
      return Set.of();
    }
    Lines lines = lines(transaction);
    return lines.byIndexes(() -> lines.done(all));
  }

  /**
   * @return false when it was not ours any more, and stays
   */
  public boolean done(Transaction transaction, Due due) throws SQLException {
    return !done(transaction, List.of(due)).isEmpty();
  }

  /** Tried in vain: it comes again, unless it was not ours any more. */
  public void later(Transaction transaction, Collection<Later> all) throws SQLException {
    later(transaction, all, 0);
  }

  /** As {@link #later} for what was not tried at all: it does not count as an attempt. */
  public void back(Transaction transaction, Collection<Later> all) throws SQLException {
    later(transaction, all, 1);
  }

  private void later(Transaction transaction, Collection<Later> all, int fewer)
      throws SQLException {
    if (!all.isEmpty()) {
      Lines lines = lines(transaction);
      lines.byIndexes(() -> lines.later(all, fewer));
    }
  }

  /** How much waits, since when, and how much was taken; from memory. */
  public List<Metric> metrics() {
    return figures.metrics(now());
  }

  private Lines lines(Transaction transaction) {
    return new Lines(transaction.connection(), table);
  }
}
