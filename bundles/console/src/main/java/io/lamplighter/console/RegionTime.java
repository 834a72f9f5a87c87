package io.lamplighter.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people of the region read them: ISO 8601 with the offset of their zone. */
record RegionTime(ZoneId zone) {
  static RegionTime of(ConsoleConfig config) {
    return new RegionTime(ZoneId.of(config.zone()));
  }

  String text(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }

  @Nullable String textOrNull(@Nullable Instant instant) {
    return instant == null ? null : text(instant);
  }
}
