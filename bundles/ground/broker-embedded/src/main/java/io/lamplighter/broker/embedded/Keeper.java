package io.lamplighter.broker.embedded;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the broker in the background, again and again until it runs, and stops it. */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;
  private static final long STOP_MILLIS = 20_000;

  private final Callable<? extends AutoCloseable> start;
  private final Runnable ready;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param start gives the running broker
   * @param ready called once it runs, on the keeper's thread
   */
  Keeper(Callable<? extends AutoCloseable> start, Runnable ready) {
    this.start = start;
    this.ready = ready;
    thread = new Thread(this::keep, "lamplighter-broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void keep() {
    try (AutoCloseable broker = started()) {
      if (broker != null) {
        ready.run();
        closed.await();
      }
    } catch (Exception e) {
      LOG.error("The broker could not be stopped, its journal is kept", e);
    }
  }

  private @Nullable AutoCloseable started() throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (closed.getCount() > 0) {
      try {
        return start.call();
      } catch (Exception e) {
        LOG.error("The broker could not be started, tried again in {} ms: {}", pause, reason(e));
        LOG.debug("Cause", e);
      }
      if (closed.await(pause, TimeUnit.MILLISECONDS)) {
        break;
      }
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
    return null;
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause);
  }

  /** Returns when the broker is stopped. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
