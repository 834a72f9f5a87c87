package io.lamplighter.kit.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing delays with jitter, so that what fails together does not come back together.
 *
 * @param first the whole of the first delay
 * @param cap no delay is longer
 */
public record Backoff(Duration first, Duration cap, RandomGenerator random) {
  /** The delay after so many failures in a row: half to the whole of first x 2^(failures-1). */
  public Duration after(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    long whole = Math.min(cap.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
