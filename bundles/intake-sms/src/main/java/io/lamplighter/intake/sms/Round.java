package io.lamplighter.intake.sms;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that sends and sweeps. */
final class Round implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Round.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long STOP_MILLIS = 15_000;

  private final Sender sender;
  private final Inbox inbox;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "lamplighter-sms");
  private volatile boolean closed;

  Round(Sender sender, Inbox inbox) {
    this.sender = sender;
    this.inbox = inbox;
    thread.setDaemon(true);
    thread.start();
  }

  /** There is something to send. */
  void wake() {
    news.release();
  }

  private void run() {
    long swept = System.nanoTime() - SWEEP_NANOS;
    try {
      while (!closed) {
        Duration rest;
        try {
          if (System.nanoTime() - swept >= SWEEP_NANOS) {
            swept = System.nanoTime();
            inbox.sweep();
          }
          news.drainPermits();
          rest = sender.send();
        } catch (RuntimeException e) {
          LOG.warn("Texts wait a moment: {}", e.toString());
          rest = AFTER_FAILURE;
        }
        if (!rest.isZero() && news.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted");
    }
  }

  /** Returns when the text in hand is sent. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
