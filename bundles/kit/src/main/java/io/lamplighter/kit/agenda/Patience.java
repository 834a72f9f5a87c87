package io.lamplighter.kit.agenda;

import io.lamplighter.kit.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long something is tried.
 *
 * @param attempts it is given up after so many
 * @param time it is given up so long after it was due first
 */
public record Patience(Backoff backoff, int attempts, Duration time) {
  /** As long as that, however often. */
  public Patience(Backoff backoff, Duration time) {
    this(backoff, Integer.MAX_VALUE, time);
  }

  /** When to try again what has just failed; null: no more, its end has come. */
  public @Nullable Instant next(Due due, Instant now) {
    return due.attempts() >= attempts || due.since().plus(time).isBefore(now)
        ? null
        : now.plus(backoff.after(due.attempts()));
  }
}
