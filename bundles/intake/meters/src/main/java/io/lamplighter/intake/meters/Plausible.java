package io.lamplighter.intake.meters;

import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Which times of an event can be true. */
final class Plausible {
  private final InstantSource clock;
  private final Duration ahead;
  private final Duration oldest;

  /**
   * @param ahead how much a meter's clock may be ahead of ours
   * @param oldest how old an event may be
   */
  Plausible(InstantSource clock, Duration ahead, Duration oldest) {
    this.clock = clock;
    this.ahead = ahead;
    this.oldest = oldest;
  }

  /** For what has no time of its own. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @throws Unreadable {@code bad-time}, {@code future} or {@code too-old}
   */
  Instant time(String iso) throws Unreadable {
    try {
      return time(IsoTime.parse(iso).toInstant());
    } catch (DateTimeException e) {
      throw new Unreadable("bad-time");
    }
  }

  /**
   * @throws Unreadable {@code future} or {@code too-old}
   */
  Instant time(Instant told) throws Unreadable {
    Instant at = told.truncatedTo(ChronoUnit.MICROS);
    Instant now = clock.instant();
    if (at.isAfter(now.plus(ahead))) {
      throw new Unreadable("future");
    }
    if (at.isBefore(now.minus(oldest))) {
      throw new Unreadable("too-old");
    }
    return at;
  }
}
