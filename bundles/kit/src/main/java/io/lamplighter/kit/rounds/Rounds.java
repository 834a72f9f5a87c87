package io.lamplighter.kit.rounds;

import io.lamplighter.api.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * A thread of a component's own that does what is due, round after round, and rests a second, or
 * until it is woken, when nothing was.
 */
public final class Rounds {
  private static final long REST_MILLIS = 1_000;

  /** What is done in a round. */
  @FunctionalInterface
  public interface Work {
    /** Returns how many things were looked at; after 0 comes a rest. */
    int round() throws InterruptedException;
  }

  private final Work work;
  private final Consumer<RuntimeException> onFailure;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean closed;
  private final Thread thread;

  private Rounds(String name, Work work, Consumer<RuntimeException> onFailure) {
    this.work = work;
    this.onFailure = onFailure;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * @param name of the thread
   * @param onFailure told of what a round throws, once while it is the same; the next comes after a
   *     rest
   */
  public static Rounds start(String name, Work work, Consumer<RuntimeException> onFailure) {
    Rounds rounds = new Rounds(name, work, onFailure);
    rounds.thread.start();
    return rounds;
  }

  /**
   * What a round throws, in the log. Whoever is away comes back; at the start the schema is still
   * to come.
   *
   * @param words what does not happen for now
   */
  public static Consumer<RuntimeException> patient(Logger log, String words) {
    return e -> {
      if (e instanceof Refusal.Unavailable) {
        log.debug(words, e);
      } else {
        log.warn("{}: {}", words, e.toString());
      }
    };
  }

  private void run() {
    try {
      String told = "";
      while (!closed) {
        int seen = 0;
        try {
          seen = work.round();
          told = "";
        } catch (RuntimeException e) {
          if (!told.equals(e.toString())) {
            told = e.toString();
            onFailure.accept(e);
          }
        }
        if (seen == 0 && news.tryAcquire(REST_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** There is something to do. */
  public void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Returns when the round in hand is over, or {@code longest} is. */
  public void stop(Duration longest) throws InterruptedException {
    closed = true;
    wake();
    thread.join(longest.toMillis());
  }
}
