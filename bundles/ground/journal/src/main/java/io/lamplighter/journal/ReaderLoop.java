package io.lamplighter.journal;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one reader: one batch a run, on a thread of the common pool, and only when there may be
 * something for it.
 */
final class ReaderLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);

  /** So many unwanted entries may be passed by before the durable cursor follows. */
  private static final long MAX_PASSED = 10_000;

  private static final long NOW = 0;
  private static final long IDLE = -1;

  private final JournalReader reader;
  private final String name;
  private final Set<String> types;
  private final LoopTools lanes;

  private State state = State.IDLE;
  private boolean woken;
  private boolean closed;

  // Touched by one run at a time; the hand-over between runs is synchronized.
  private boolean registered;
  private boolean fresh = true;
  private boolean hot;
  private int failures;
  private int limit;

  /**
   * The durable cursor as this loop last knew it, and how far there is nothing for it from there.
   */
  private @Nullable Cursor known;

  private Cursor looked = Cursor.START;

  private enum State {
    IDLE,
    QUEUED,
    RUNNING,
    RESTING
  }

  ReaderLoop(JournalReader reader, LoopTools lanes) {
    this.reader = reader;
    this.lanes = lanes;
    name = reader.name();
    types = Set.copyOf(reader.types());
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")) {
      throw new IllegalArgumentException("Not a reader's name: " + name);
    }
    limit = Math.max(1, reader.batchSize());
  }

  String name() {
    return name;
  }

  Set<String> types() {
    return types;
  }

  /** There may be something to read. */
  synchronized void wake() {
    if (state == State.RUNNING) {
      woken = true;
    } else if (state == State.IDLE) {
      queue();
    }
  }

  private synchronized void rested() {
    if (state == State.RESTING) {
      queue();
    }
  }

  private void queue() {
    if (closed) {
      return;
    }
    state = State.QUEUED;
    try {
      lanes.pool().execute(this);
    } catch (RejectedExecutionException e) {
      state = State.IDLE;
    }
  }

  /**
   * No further batch begins; waits for a running one.
   *
   * @return whether none is running any more
   */
  synchronized boolean close(Duration patience) throws InterruptedException {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    while (state == State.RUNNING) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void run() {
    synchronized (this) {
      if (closed) {
        state = State.IDLE;
        return;
      }
      state = State.RUNNING;
      woken = false;
    }
    long pause = IDLE;
    try {
      pause = step();
    } catch (Refusal.TooMany full) {
      pause = Math.max(1, full.retryAfter().toMillis());
    } catch (Throwable failure) {
      pause = failed(failure);
    } finally {
      ended(pause);
    }
  }

  private synchronized void ended(long pause) {
    state = State.IDLE;
    notifyAll();
    if (pause > 0) {
      state = State.RESTING;
      try {
        lanes.timer().schedule(this::rested, pause, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        state = State.IDLE;
      }
    } else if (pause == NOW || woken) {
      queue();
    }
  }

  private long step() {
    if (!registered) {
      lanes.work().run(transaction -> register(transaction.connection()));
      registered = true;
    }
    if (known == null) {
      return batch(null);
    }
    if (hot) {
      return batch(lanes.tail().after(looked, types, limit));
    }
    // Looks without a lock first: the lock would take a transaction id and hold back others.
    Glimpse ready = look(known);
    return ready == null ? IDLE : batch(ready);
  }

  /**
   * @param ready what the look found, null when there was none
   * @return the pause after it
   */
  private long batch(@Nullable Glimpse ready) {
    Outcome outcome = reader.work().call(transaction -> handle(transaction, ready));
    if (outcome instanceof Moved moved) {
      known = moved.to();
      looked = moved.to();
      failures = 0;
      fresh = false;
      limit = Math.min(Math.max(1, reader.batchSize()), limit * 2);
      hot = moved.more();
      return hot ? NOW : IDLE;
    }
    if (outcome instanceof NotYet notYet) {
      return notYet.millis();
    }
    registered = false;
    return lanes.restMillis();
  }

  private void register(Connection connection) throws SQLException {
    Cursor begin = reader.fromStart() ? Cursor.START : EntryTable.end(connection);
    ReaderTable.register(connection, name, begin, types);
  }

  /**
   * What a batch would handle, if only that many are passed by; null when it is not worth while,
   * and then how far there is nothing for it is remembered.
   */
  private @Nullable Glimpse look(Cursor from) {
    Glimpse kept = lanes.tail().after(looked, types, limit);
    Glimpse window =
        kept != null
            ? kept
            : lanes.work().call(t -> EntryTable.window(t.connection(), looked, types, "", limit));
    if (window.entries().isEmpty()) {
      looked = window.reached();
      if (!window.more() && looked.position() - from.position() <= MAX_PASSED) {
        return null;
      }
    }
    return window;
  }

  /** What became of one batch. */
  private sealed interface Outcome {}

  /** The cursor is at {@code to}. */
  private record Moved(Cursor to, boolean more) implements Outcome {}

  /** Another node failed with it; it is not time to try again. */
  private record NotYet(long millis) implements Outcome {}

  /** Another node is at it, or the cursor is gone. */
  private record Elsewhere() implements Outcome {}

  private Outcome handle(Transaction transaction, @Nullable Glimpse ready) throws Exception {
    Connection connection = transaction.connection();
    ReaderTable.Lease lease = ReaderTable.lock(connection, name);
    if (lease == null) {
      return new Elsewhere();
    }
    long notBefore = notBefore(lease.retryAt());
    if (notBefore > 0) {
      return new NotYet(notBefore);
    }
    // What was looked through counts only if nobody has moved the cursor, also not an operator.
    // Then it need not be read again: below the horizon nothing changes.
    boolean unmoved = lease.cursor().equals(known);
    Glimpse window =
        unmoved && ready != null
            ? ready
            : EntryTable.window(connection, unmoved ? looked : lease.cursor(), types, "", limit);
    if (!window.entries().isEmpty()) {
      reader.handle(transaction, window.entries());
    }
    if (!window.reached().equals(lease.cursor())) {
      ReaderTable.move(connection, name, window.reached());
    }
    return new Moved(window.reached(), window.more());
  }

  /** Another node's failure counts too, but not for a reader that has just come, maybe mended. */
  private long notBefore(@Nullable Instant retryAt) {
    if (retryAt == null || fresh || failures > 0) {
      return 0;
    }
    long millis = Duration.between(lanes.clock().instant(), retryAt).toMillis();
    return Math.min(millis, lanes.backoff().cap().toMillis());
  }

  private long failed(Throwable failure) {
    failures++;
    // Entry by entry from here, so that those before the bad one pass and it is found.
    limit = 1;
    hot = true;
    fresh = true;
    Duration pause = lanes.backoff().after(failures);
    String why = Reason.of(failure);
    if (failures == 1 && !(failure instanceof Refusal.Unavailable)) {
      LOG.warn("Reader {} failed: {}", name, why, failure);
    } else {
      LOG.warn("Reader {} failed {} times: {}", name, failures, why);
    }
    try {
      Instant retryAt = lanes.clock().instant().plus(pause);
      lanes.work().run(t -> ReaderTable.failed(t.connection(), name, why, retryAt));
    } catch (RuntimeException e) {
      LOG.debug("Reader {}: its failure could not be noted", name, e);
    }
    return Math.max(1, pause.toMillis());
  }
}
