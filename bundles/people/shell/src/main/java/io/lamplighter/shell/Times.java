package io.lamplighter.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as people of the region read them, and as scripts do. */
record Times(ZoneId zone) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  String show(@Nullable Instant instant) {
    return instant == null ? "" : LOCAL.format(instant.atZone(zone));
  }

  /** ISO 8601 in UTC. */
  static @Nullable String iso(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
