package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as other systems write them. */
final class SystemTime {
  private SystemTime() {}

  /**
   * @param pointer where it stands
   * @throws Refusal.Invalid when it is not ISO 8601 with an offset
   */
  static Instant parse(String pointer, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal.Invalid(
          pointer, "must be a time with offset, as in 2026-11-22T08:00:00+08:00", "须为带时区的时间");
    }
  }
}
