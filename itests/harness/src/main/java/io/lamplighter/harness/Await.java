package io.lamplighter.harness;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, never for a time. */
public final class Await {
  private Await() {}

  /** Waits until {@code condition} holds; what is said when it does not, is evaluated then. */
  public static void until(Duration limit, Callable<?> state, Callable<Boolean> condition)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit + ": " + state.call());
      }
      Thread.sleep(50);
    }
  }
}
