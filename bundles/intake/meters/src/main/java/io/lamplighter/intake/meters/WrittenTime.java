package io.lamplighter.intake.meters;

import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BiFunction;

/** How a vendor writes a time. */
enum WrittenTime {
  ISO((text, zone) -> IsoTime.parse(text).toInstant()),
  LOCAL((text, zone) -> LocalDateTime.parse(text, plain()).atZone(zone).toInstant()),
  SECONDS((text, zone) -> Instant.ofEpochSecond(Long.parseLong(text))),
  MILLIS((text, zone) -> Instant.ofEpochMilli(Long.parseLong(text)));

  private final BiFunction<String, ZoneId, Instant> reader;

  WrittenTime(BiFunction<String, ZoneId, Instant> reader) {
    this.reader = reader;
  }

  /**
   * @throws Unreadable {@code bad-time}
   */
  Instant read(String text, ZoneId zone) throws Unreadable {
    try {
      return reader.apply(text, zone);
    } catch (DateTimeException | NumberFormatException e) {
      throw new Unreadable("bad-time");
    }
  }

  private static DateTimeFormatter plain() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  }
}
