package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at the same moment share one transaction. The first one leads: it takes
 * whatever is waiting, its own item first, runs it as one batch and wakes the others; the next one
 * that waited leads the next batch. Nobody is delayed to make a batch larger, there is no thread of
 * its own, and nothing is acknowledged before its batch has been committed.
 *
 * <p>When a batch fails, each of its items is tried alone, so that a bad one fails only itself.
 */
final class GroupCommit<I, O> {
  /** What became of one item of a batch that was committed: a result, or why it was refused. */
  record Outcome<O>(@Nullable O result, @Nullable Refusal refusal) {
    static <O> Outcome<O> of(O result) {
      return new Outcome<>(result, null);
    }

    static <O> Outcome<O> refused(Refusal refusal) {
      return new Outcome<>(null, refusal);
    }
  }

  private final int maxBatch;
  private final int maxWaiting;
  private final int maxLeaders;
  private final Function<List<I>, List<Outcome<O>>> commit;
  private final Deque<Ticket<I, O>> waiting = new ArrayDeque<>();
  private int leaders;

  /**
   * @param maxLeaders batches that may run at once
   * @param commit runs a batch in one transaction; one outcome for each item, in order
   */
  GroupCommit(
      int maxBatch, int maxWaiting, int maxLeaders, Function<List<I>, List<Outcome<O>>> commit) {
    this.maxBatch = maxBatch;
    this.maxWaiting = maxWaiting;
    this.maxLeaders = maxLeaders;
    this.commit = commit;
  }

  /**
   * Returns when the item's batch has been committed.
   *
   * @throws Refusal.TooMany when too many are waiting already
   */
  O submit(I item) {
    Ticket<I, O> ticket = new Ticket<>(item);
    boolean leads;
    synchronized (waiting) {
      leads = leaders < maxLeaders;
      if (leads) {
        leaders++;
      } else if (waiting.size() < maxWaiting) {
        waiting.add(ticket);
      } else {
        throw new Refusal.TooMany(Duration.ofSeconds(1));
      }
    }
    if (leads || ticket.awaitTurn()) {
      lead(ticket);
    }
    return ticket.answer();
  }

  /** Items that wait for the running batch to end. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void lead(Ticket<I, O> first) {
    List<Ticket<I, O>> batch = new ArrayList<>();
    batch.add(first);
    synchronized (waiting) {
      while (batch.size() < maxBatch && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    }
    try {
      run(batch);
    } finally {
      handOver();
    }
  }

  private void handOver() {
    Ticket<I, O> next;
    synchronized (waiting) {
      next = waiting.poll();
      if (next == null) {
        leaders--;
      }
    }
    if (next != null) {
      next.lead();
    }
  }

  private void run(List<Ticket<I, O>> batch) {
    try {
      List<Outcome<O>> outcomes = commit.apply(batch.stream().map(Ticket::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).settle(outcomes.get(i));
      }
    } catch (RuntimeException | Error failure) {
      if (batch.size() == 1 || failure instanceof Refusal.Unavailable || failure instanceof Error) {
        batch.forEach(ticket -> ticket.fail(failure));
      } else {
        batch.forEach(ticket -> run(List.of(ticket)));
      }
    }
  }

  /** One caller's place in the queue. */
  private static final class Ticket<I, O> {
    private final I item;
    private boolean leads;
    private @Nullable Outcome<O> outcome;
    private @Nullable Throwable failure;

    Ticket(I item) {
      this.item = item;
    }

    I item() {
      return item;
    }

    synchronized void lead() {
      leads = true;
      notifyAll();
    }

    synchronized void settle(Outcome<O> settled) {
      outcome = settled;
      notifyAll();
    }

    synchronized void fail(Throwable cause) {
      failure = cause;
      notifyAll();
    }

    /** Waits, bounded by the running batch; true when the caller has to lead the next one. */
    synchronized boolean awaitTurn() {
      boolean interrupted = false;
      while (!leads && outcome == null && failure == null) {
        try {
          wait();
        } catch (InterruptedException e) {
          // The item may be in a batch already: only its end tells whether it was kept.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return leads;
    }

    synchronized O answer() {
      if (failure instanceof Refusal refusal) {
        throw refusal;
      }
      if (failure != null) {
        throw new IllegalStateException("The submission could not be kept", failure);
      }
      Outcome<O> settled = Objects.requireNonNull(outcome);
      if (settled.refusal() != null) {
        throw settled.refusal();
      }
      return Objects.requireNonNull(settled.result());
    }
  }
}
