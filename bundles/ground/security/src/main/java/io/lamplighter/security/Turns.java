package io.lamplighter.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns at slow work: a few at once, one at a time for each who asks, and whoever asks often waits
 * behind himself and not before others.
 */
final class Turns {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final int atOnce;
  private final int mostEach;
  private final int most;
  private final Duration patience;
  private final Set<String> served = new HashSet<>();
  private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
  private int waiters;

  /**
   * @param mostEach how many of one may wait
   * @param most how many may wait in all
   * @param patience how long one waits
   */
  Turns(int atOnce, int mostEach, int most, Duration patience) {
    this.atOnce = atOnce;
    this.mostEach = mostEach;
    this.most = most;
    this.patience = patience;
  }

  /** Holds a turn until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a turn.
   *
   * @throws Refusal.TooMany when too many of {@code who} wait
   * @throws Refusal.Unavailable when too many wait at all, or it takes too long
   */
  Turn take(String who) {
    CountDownLatch mine = new CountDownLatch(1);
    synchronized (this) {
      if (served.size() < atOnce && !served.contains(who)) {
        served.add(who);
        return () -> end(who);
      }
      Deque<CountDownLatch> queue = waiting.computeIfAbsent(who, name -> new ArrayDeque<>());
      if (queue.size() >= mostEach) {
        throw new Refusal.TooMany(SOON);
      }
      if (waiters >= most) {
        if (queue.isEmpty()) {
          waiting.remove(who);
        }
        throw full();
      }
      queue.add(mine);
      waiters++;
    }
    if (await(mine) || !giveUp(who, mine)) {
      return () -> end(who);
    }
    throw full();
  }

  private boolean await(CountDownLatch mine) {
    try {
      return mine.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns false when the turn has come at the last moment. */
  private synchronized boolean giveUp(String who, CountDownLatch mine) {
    Deque<CountDownLatch> queue = waiting.get(who);
    if (queue == null || !queue.remove(mine)) {
      return false;
    }
    waiters--;
    if (queue.isEmpty()) {
      waiting.remove(who);
    }
    return true;
  }

  private synchronized void end(String who) {
    served.remove(who);
    for (Map.Entry<String, Deque<CountDownLatch>> one : waiting.entrySet()) {
      if (!served.contains(one.getKey())) {
        next(one.getKey(), one.getValue());
        return;
      }
    }
  }

  /** Whoever had his turn stands behind the others. */
  private void next(String who, Deque<CountDownLatch> queue) {
    served.add(who);
    waiting.remove(who);
    queue.remove().countDown();
    waiters--;
    if (!queue.isEmpty()) {
      waiting.put(who, queue);
    }
  }

  private static Refusal full() {
    return new Refusal.Unavailable(
        new Text("Too many are logging in, try again shortly", "登录人数过多，请稍后再试"),
        new TimeoutException("no turn at hashing"));
  }
}
