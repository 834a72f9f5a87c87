package io.lamplighter.intake.meters;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a line to the broker in the background, hands batches to whoever stores them, and
 * acknowledges a batch only after that. A batch that cannot be taken now is held on the line; what
 * fails otherwise ends the line: its messages come again on the next, after a pause.
 */
final class MqttSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
  private static final long IDLE_MILLIS = 500;
  private static final long STOP_MILLIS = 15_000;
  private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Stores a batch durably; whatever it throws leaves the batch unacknowledged. */
  @FunctionalInterface
  interface Receiver {
    /**
     * @param batch may be empty: a moment to do what was left undone
     */
    void receive(List<Incoming> batch) throws InterruptedException;
  }

  private final BrokerLogin login;
  private final Receiver receiver;
  private final Backoff pauses =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), RandomGenerator.getDefault());
  private final Backoff again =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), RandomGenerator.getDefault());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile String state = "connecting";

  /** In a row; the session's own thread counts. */
  private int failures;

  private MqttSession(BrokerLogin login, Receiver receiver) {
    this.login = login;
    this.receiver = receiver;
    thread = new Thread(this::keep, "lamplighter-meters");
    thread.setDaemon(true);
  }

  static MqttSession openInBackground(BrokerLogin login, Receiver receiver) {
    MqttSession session = new MqttSession(login, receiver);
    session.thread.start();
    return session;
  }

  boolean isConnected() {
    return state.equals("connected");
  }

  /** For people: {@code connected}, or why not. */
  String state() {
    return state;
  }

  private void keep() {
    try {
      while (closed.getCount() > 0) {
        try (MqttLine line = new MqttLine(login)) {
          LOG.info("Connected to {}", login);
          state = "connected";
          pump(line);
        } catch (MqttException | RuntimeException e) {
          state = reason(e);
          long pause = pauses.after(++failures).toMillis();
          LOG.warn("No line to {}, tried again in {} ms: {}", login, pause, state);
          LOG.debug("Cause", e);
          closed.await(pause, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted");
    }
    state = "closed";
  }

  private void pump(MqttLine line) throws MqttException, InterruptedException {
    List<Incoming> batch = new ArrayList<>();
    while (closed.getCount() > 0) {
      batch.clear();
      line.take(batch, IDLE_MILLIS);
      long begun = System.nanoTime();
      if (!isTaken(batch)) {
        return;
      }
      line.acknowledge(batch);
      if (!batch.isEmpty()) {
        rest(System.nanoTime() - begun);
      }
      failures = 0;
    }
  }

  /**
   * Holds what cannot be taken now, and the line with it, until it can be. Only a fault of our own
   * ends the line.
   *
   * @return false when we are closed before
   */
  private boolean isTaken(List<Incoming> batch) throws InterruptedException {
    for (int refusals = 1; closed.getCount() > 0; refusals++) {
      try {
        receiver.receive(batch);
        return true;
      } catch (Refusal.Unavailable | Refusal.TooMany later) {
        long pause = again.after(refusals).toMillis();
        LOG.warn("{} messages wait {} ms: {}", batch.size(), pause, later.toString());
        closed.await(pause, TimeUnit.MILLISECONDS);
      }
    }
    return false;
  }

  /** Half as long as a batch took: a burst leaves a third of the machine to the other channels. */
  private void rest(long nanos) throws InterruptedException {
    closed.await(Math.min(nanos / 2, LONGEST_REST_NANOS), TimeUnit.NANOSECONDS);
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause).lines().findFirst().orElse("unknown");
  }

  /** Returns when the batch in hand is stored and the line closed. */
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
