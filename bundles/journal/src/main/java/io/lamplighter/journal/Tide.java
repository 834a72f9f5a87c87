package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Journal.Watch;
import io.lamplighter.api.store.UnitOfWork;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how far the journal can be read and tells those who wait for more: at once after an
 * append of this node, else by one short poll that all share. So an idle follower costs nothing,
 * and no writer has to NOTIFY, which would serialise commits.
 */
@Component(service = Tide.class, configurationPid = JournalConfig.PID)
public final class Tide {
  private static final Logger LOG = LoggerFactory.getLogger(Tide.class);
  private static final long SPACING_MILLIS = 5;

  private final UnitOfWork work;
  private final long pollMillis;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore signals = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "journal-tide");
  private volatile boolean closed;
  private volatile @Nullable Cursor end;
  private volatile boolean ahead;

  /** Hears of new entries; quick, must not throw. */
  interface Listener {
    void risen(Set<String> types);
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

  /** Something was committed. */
  void signal() {
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

  Watch listen(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Deactivate
  void close() throws InterruptedException {
    closed = true;
    signal();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void run() {
    boolean away = false;
    long pause = 0;
    try {
      while (!closed) {
        try {
          pause = look(pause);
          away = false;
        } catch (RuntimeException e) {
          if (!away) {
            LOG.warn("The journal cannot be read: {}", e.toString());
          }
          away = true;
          pause = 1_000;
        }
        if (signals.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
          signals.drainPermits();
          pause = 0;
          Thread.sleep(SPACING_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once; how long to wait then unless a signal comes. */
  private long look(long lastPause) {
    Cursor before = end;
    if (before == null) {
      ahead = work.call(transaction -> EntryTable.ahead(transaction.connection()));
      if (ahead) {
        LOG.error(
            "The journal holds entries of transactions that this PostgreSQL server has not come to:"
                + " it was restored by a dump into another server. Nothing is appended, because"
                + " followers would never see it. Restore a physical copy, or raise the server's"
                + " transaction counter (pg_resetwal -x, -e) above the newest xid in journal.entry.");
      }
      end = work.call(transaction -> EntryTable.end(transaction.connection()));
      tell(Set.of());
      return SPACING_MILLIS;
    }
    boolean[] hidden = new boolean[1];
    Rise rise =
        work.call(
            transaction -> {
              hidden[0] = EntryTable.hidden(transaction.connection());
              return EntryTable.rise(transaction.connection(), before);
            });
    end = rise.end();
    if (rise.count() > 0) {
      tell(rise.types());
    }
    if (rise.count() == EntryTable.RISE) {
      return 0;
    }
    // Entries that wait for an older transaction are looked for soon, then less and less often.
    return hidden[0] ? Math.min(pollMillis, Math.max(SPACING_MILLIS, lastPause * 2)) : pollMillis;
  }

  private void tell(Set<String> types) {
    for (Listener listener : listeners) {
      try {
        listener.risen(types);
      } catch (RuntimeException e) {
        LOG.error("A watcher of the journal failed", e);
      }
    }
  }
}
