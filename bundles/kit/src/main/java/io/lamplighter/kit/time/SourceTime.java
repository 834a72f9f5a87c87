package io.lamplighter.kit.time;

import io.lamplighter.api.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Since when something is so, as another system writes it. What is told later replaces what was
 * told before, so a time from the future would keep out every change until then: it is refused.
 */
public final class SourceTime {
  /** So much another system's clock may be ahead of ours. */
  public static final Duration AHEAD = Duration.ofMinutes(10);

  /** What is said to be older than electricity's records is a mistake, and no database's time. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private SourceTime() {}

  /**
   * @param pointer where it stands
   * @param text ISO 8601 with an offset
   * @throws Refusal.Invalid when it is no such time, before 1900, or later than {@code now} by more
   *     than {@link #AHEAD}
   */
  public static OffsetDateTime read(String pointer, String text, Instant now) {
    OffsetDateTime time = IsoTime.at(pointer, text);
    if (time.toInstant().isAfter(now.plus(AHEAD))) {
      throw new Refusal.Invalid(
          pointer,
          "lies in the future, by more than " + AHEAD.toMinutes() + " minutes",
          "晚于当前时间超过 " + AHEAD.toMinutes() + " 分钟");
    }
    if (time.toInstant().isBefore(EARLIEST)) {
      throw new Refusal.Invalid(pointer, "lies before 1900", "早于 1900 年");
    }
    return time;
  }
}
