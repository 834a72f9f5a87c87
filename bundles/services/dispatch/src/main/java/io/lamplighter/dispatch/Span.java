package io.lamplighter.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when until when.
 *
 * @param to later than {@code from}
 */
record Span(Instant from, Instant to) {
  Span {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("ends before it begins: " + from + ", " + to);
    }
  }

  /** Null when one of them is missing. */
  static @Nullable Span of(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : new Span(from, to);
  }

  /**
   * As it can be said to a customer: what is begun of a minute is not in it.
   *
   * @return null when no whole minute is left
   */
  static @Nullable Span ofWholeMinutes(Instant from, Instant to) {
    Instant begin = from.truncatedTo(ChronoUnit.MINUTES);
    Instant first = begin.isBefore(from) ? begin.plus(1, ChronoUnit.MINUTES) : begin;
    Instant last = to.truncatedTo(ChronoUnit.MINUTES);
    return first.isBefore(last) ? new Span(first, last) : null;
  }

  Duration length() {
    return Duration.between(from, to);
  }

  /** How far away a moment is; nothing for one within. */
  Duration distance(Instant at) {
    return at.isBefore(from)
        ? Duration.between(at, from)
        : at.isBefore(to) ? Duration.ZERO : Duration.between(to, at);
  }

  /** Whether they have a moment in common; one that ends when the other begins has none. */
  boolean meets(Span other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
