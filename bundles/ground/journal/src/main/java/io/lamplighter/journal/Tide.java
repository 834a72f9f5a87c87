package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal.Watch;
import io.lamplighter.api.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how far the journal can be read and tells those who wait for more: a moment after an
 * append of this node that one of them wants, else by one short poll that all share. So a follower
 * that has nothing to do costs nothing, an append that nobody waits for neither, and no writer has
 * to NOTIFY, which would serialise commits.
 */
@Component(service = Tide.class, configurationPid = JournalConfig.PID)
public final class Tide {
  private static final Logger LOG = LoggerFactory.getLogger(Tide.class);

  /**
   * At most one look in so long, however many signals come: the first one is seen at once, and in a
   * storm the readers' batches grow instead of their number.
   */
  private static final long SPACING_MILLIS = 25;

  /** Entries that an older transaction hides are looked for again after so long, then later. */
  private static final long HIDDEN_MILLIS = 5;

  private static final long NOBODY_WAITS_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final UnitOfWork work;
  private final long pollMillis;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore signals = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "journal-tide");
  private volatile boolean closed;
  private volatile boolean ahead;

  /** Up to where listeners were told; null while there is none. The thread alone moves it. */
  private volatile @Nullable Cursor end;

  // Of the thread alone.
  private boolean begun;

  /**
   * @param types wanted types, empty for all
   * @param signal there may be new ones; quick, must not throw
   */
  private record Listener(Set<String> types, Runnable signal) {
    boolean wants(Set<String> risen) {
      return types.isEmpty() || risen.isEmpty() || risen.stream().anyMatch(types::contains);
    }
  }

  @Activate
  public Tide(@Reference(target = "(schema=journal)") UnitOfWork work, JournalConfig config) {
    this(work, config.pollMillis());
  }

  Tide(UnitOfWork work, long pollMillis) {
    this.work = work;
    this.pollMillis = pollMillis;
    thread.setDaemon(true);
    thread.start();
  }

  /** These were committed. */
  void appended(Collection<Fact> facts) {
    if (!listeners.isEmpty()) {
      Set<String> types = facts.stream().map(Fact::type).collect(Collectors.toSet());
      if (listeners.stream().anyMatch(listener -> listener.wants(types))) {
        look();
      }
    }
  }

  private void look() {
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  /**
   * Whether the journal was restored into a server whose transactions are younger than its entries;
   * looked up once, when the database first answers.
   */
  boolean ahead() {
    return ahead;
  }

  /** Up to here somebody has been told that there may be something for him. */
  Cursor risen() {
    return Objects.requireNonNullElse(end, Cursor.START);
  }

  /** Calls {@code signal} after entries of the types (empty for all) may have become readable. */
  Watch listen(Set<String> types, Runnable signal) {
    Listener listener = new Listener(types, signal);
    listeners.add(listener);
    look();
    return () -> listeners.remove(listener);
  }

  @Deactivate
  void close() throws InterruptedException {
    closed = true;
    look();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void run() {
    boolean away = false;
    long pause = 0;
    try {
      while (!closed) {
        long start = System.nanoTime();
        try {
          pause = turn(pause);
          away = false;
        } catch (RuntimeException e) {
          if (!away) {
            LOG.warn("The journal cannot be read: {}", e.toString());
          }
          away = true;
          pause = 1_000;
        }
        if (signals.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
          pause = 0;
          long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
          Thread.sleep(Math.max(0, SPACING_MILLIS - passed));
          signals.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long to wait after it unless a signal comes. */
  private long turn(long lastPause) {
    if (!begun) {
      begin();
      begun = true;
    }
    if (listeners.isEmpty()) {
      end = null;
      return NOBODY_WAITS_MILLIS;
    }
    Cursor before = end;
    if (before == null) {
      end = work.call(transaction -> EntryTable.end(transaction.connection()));
      tell(Set.of());
      return HIDDEN_MILLIS;
    }
    Rise rise = work.call(transaction -> EntryTable.rise(transaction.connection(), before));
    end = rise.end();
    if (rise.count() > 0) {
      tell(rise.types());
    }
    if (rise.count() == EntryTable.RISE) {
      return 0;
    }
    return rise.hidden()
        ? Math.min(pollMillis, Math.max(HIDDEN_MILLIS, lastPause * 2))
        : pollMillis;
  }

  private void begin() {
    ahead = work.call(transaction -> EntryTable.ahead(transaction.connection()));
    if (ahead) {
      LOG.error(
          "The journal holds entries of transactions that this PostgreSQL server has not come to:"
              + " it was restored by a dump into another server. Nothing is appended, because"
              + " followers would never see it. Restore a physical copy, or raise the server's"
              + " transaction counter (pg_resetwal -x, -e) above the newest xid in journal.entry.");
    }
  }

  private void tell(Set<String> types) {
    for (Listener listener : listeners) {
      try {
        if (listener.wants(types)) {
          listener.signal().run();
        }
      } catch (RuntimeException e) {
        LOG.error("A watcher of the journal failed", e);
      }
    }
  }
}
