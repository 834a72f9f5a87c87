package io.lamplighter.kit.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads HTTP's {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
public final class RetryAfter {
  /** A partner that says later than this is asked earlier: it may not mean it. */
  public static final Duration MOST = Duration.ofHours(1);

  private RetryAfter() {}

  /**
   * How long not to ask again, at most {@link #MOST}.
   *
   * @param header its value, null when there is none
   * @return null when it is not said or cannot be read
   */
  public static @Nullable Duration of(@Nullable String header, Instant now) {
    Duration rest = header == null ? null : parse(header.strip(), now);
    if (rest == null || rest.isNegative()) {
      return null;
    }
    return rest.compareTo(MOST) > 0 ? MOST : rest;
  }

  private static @Nullable Duration parse(String value, Instant now) {
    try {
      return value.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(
              now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException neither) {
      return null;
    }
  }
}
