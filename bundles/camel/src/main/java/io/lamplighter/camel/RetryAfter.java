package io.lamplighter.camel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HTTP's {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
  /** A partner that says later than this is asked earlier: it may not mean it. */
  static final Duration MOST = Duration.ofHours(1);

  private RetryAfter() {}

  /** How long not to ask again; null when it is not said or cannot be read. */
  static @Nullable Duration of(@Nullable Map<String, String> headers, Instant now) {
    if (headers == null) {
      return null;
    }
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
        .findAny()
        .map(header -> parse(header.getValue().strip(), now))
        .filter(rest -> !rest.isNegative())
        .map(rest -> rest.compareTo(MOST) > 0 ? MOST : rest)
        .orElse(null);
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
