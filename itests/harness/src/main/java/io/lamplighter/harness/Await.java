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

  /**
   * Waits until nothing is left of work whose size is not known, however long it takes on this
   * machine; the test's own timeout bounds it.
   *
   * @param patience for how long nothing may become less
   */
  public static void untilDone(
      Duration patience, Callable<?> state, Callable<? extends Number> left) throws Exception {
    long least = Long.MAX_VALUE;
    long end = 0;
    for (long now = left.call().longValue(); now > 0; now = left.call().longValue()) {
      if (now < least) {
        least = now;
        end = System.nanoTime() + patience.toNanos();
      } else if (System.nanoTime() > end) {
        throw new AssertionError(now + " left, none less within " + patience + ": " + state.call());
      }
      Thread.sleep(50);
    }
  }
}
