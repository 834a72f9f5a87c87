package io.lamplighter.intake.sms;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling up to a limit, with jitter. */
final class Backoff {
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 60_000;

  private final RandomGenerator random;
  private long next = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** From half of the pause to the whole of it, so that many clients do not come at once. */
  long nextMillis() {
    long pause = next;
    next = Math.min(LONGEST_MILLIS, next * 2);
    return pause / 2 + random.nextLong(pause / 2 + 1);
  }

  void reset() {
    next = FIRST_MILLIS;
  }
}
