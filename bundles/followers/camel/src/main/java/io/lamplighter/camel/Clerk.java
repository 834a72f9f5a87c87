package io.lamplighter.camel;

import io.lamplighter.camel.Ledger.Due;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles a courier's ledger, once at a time, many messages at once. */
final class Clerk {
  private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);

  /** What is delivered is noted so much later, together with others. */
  private static final long GATHER_MILLIS = 20;

  private static final long AWAY_MILLIS = 1_000;

  private final String reader;
  private final Courier courier;
  private final Ledger ledger;
  private final ScheduledExecutorService timer;

  private boolean running;
  private boolean gathering;
  private boolean look;
  private boolean asked;

  Clerk(String reader, Courier courier, Ledger ledger, ScheduledExecutorService timer) {
    this.reader = reader;
    this.courier = courier;
    this.ledger = ledger;
    this.timer = timer;
  }

  /** There may be something new in the table. */
  synchronized void now() {
    look = true;
    if (!asked) {
      asked = true;
      schedule(0);
    }
  }

  /** There is something to note down. */
  synchronized void soon() {
    if (!gathering && !asked) {
      gathering = true;
      schedule(GATHER_MILLIS);
    }
  }

  /** Notes down what is left, on the caller's thread, after a running one. */
  void finish() throws InterruptedException {
    synchronized (this) {
      while (running) {
        wait();
      }
    }
    run();
  }

  private void schedule(long millis) {
    try {
      timer.schedule(this::run, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("Reader {} has been stopped", reader);
    }
  }

  private void run() {
    boolean looks;
    synchronized (this) {
      if (running) {
        // Asked for or gathering still stands; the running one sees to it.
        return;
      }
      running = true;
      gathering = false;
      asked = false;
      looks = look;
      look = false;
    }
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = settle(looks);
    } finally {
      ended(looks, outcome);
    }
  }

  /** What became of a run. */
  private enum Outcome {
    ALL,
    MORE,
    FAILED
  }

  private synchronized void ended(boolean looked, Outcome outcome) {
    running = false;
    notifyAll();
    boolean failed = outcome == Outcome.FAILED;
    look |= outcome == Outcome.MORE || (failed && looked);
    if (failed || asked || outcome == Outcome.MORE) {
      asked = true;
      schedule(failed ? AWAY_MILLIS : 0);
    } else if (gathering) {
      schedule(GATHER_MILLIS);
    }
  }

  private Outcome settle(boolean looks) {
    int term;
    Due due;
    synchronized (courier) {
      term = courier.term();
      due = courier.due(looks);
    }
    if (due == null) {
      return Outcome.ALL;
    }
    try {
      Ledger.News news = ledger.settle(due);
      courier.took(news, due, term);
      return news.more() ? Outcome.MORE : Outcome.ALL;
    } catch (RuntimeException e) {
      LOG.warn("Reader {}: its messages cannot be kept up: {}", reader, e.toString());
      courier.notKept(due);
      return Outcome.FAILED;
    }
  }
}
