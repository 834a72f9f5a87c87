package io.lamplighter.kit.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes what a zone is as a VTIMEZONE (RFC 5545, 3.6.5), for whoever does not know its name. */
final class ZoneWriter {
  /** Each change of its clocks is written for so long; it goes on as after the last. */
  private static final long DAYS = 3_653;

  private final ZoneRules rules;
  private final BiConsumer<String, String> lines;

  private ZoneWriter(ZoneRules rules, BiConsumer<String, String> lines) {
    this.rules = rules;
    this.lines = lines;
  }

  /**
   * @param from when the first event in it begins
   * @param lines takes each property, its name and its value
   */
  static void write(ZoneId zone, Instant from, BiConsumer<String, String> lines) {
    lines.accept("BEGIN", "VTIMEZONE");
    lines.accept("TZID", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    new ZoneWriter(zone.getRules(), lines).write(from);
    lines.accept("END", "VTIMEZONE");
  }

  private void write(Instant from) {
    ZoneOffset offset = rules.getOffset(from);
    @Nullable ZoneOffsetTransition change = rules.previousTransition(from.plusSeconds(1));
    if (change == null) {
      observance(LocalDateTime.of(1970, 1, 1, 0, 0), offset, offset, false);
      change = rules.nextTransition(from);
    }
    Instant to = from.plus(DAYS, ChronoUnit.DAYS);
    while (change != null && change.getInstant().isBefore(to)) {
      observance(
          change.getDateTimeBefore(),
          change.getOffsetBefore(),
          change.getOffsetAfter(),
          rules.isDaylightSavings(change.getInstant()));
      change = rules.nextTransition(change.getInstant());
    }
  }

  private void observance(
      LocalDateTime begins, ZoneOffset before, ZoneOffset after, boolean summer) {
    String name = summer ? "DAYLIGHT" : "STANDARD";
    lines.accept("BEGIN", name);
    lines.accept("DTSTART", EventWriter.WALL.format(begins));
    lines.accept("TZOFFSETFROM", offset(before));
    lines.accept("TZOFFSETTO", offset(after));
    lines.accept("END", name);
  }

  /** Without its colons; UTC is {@code +0000}. */
  private static String offset(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
  }
}
