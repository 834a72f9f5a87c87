package io.lamplighter.notices;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Supplier;

/**
 * When nobody is to be disturbed.
 *
 * @param from begin, in the house's time; the same as {@code to} for never
 * @param to end; before {@code from} it is on the next day
 */
record QuietHours(LocalTime from, LocalTime to, Supplier<ZoneId> zone) {
  /** {@code time}, or the end of the quiet hours that it is in. */
  Instant after(Instant time) {
    ZonedDateTime local = time.atZone(zone.get());
    LocalTime clock = local.toLocalTime();
    boolean overnight = to.isBefore(from);
    boolean evening = !clock.isBefore(from);
    boolean morning = clock.isBefore(to);
    if (from.equals(to) || !(overnight ? evening || morning : evening && morning)) {
      return time;
    }
    ZonedDateTime end = local.with(to);
    return (overnight && evening ? end.plusDays(1) : end).toInstant();
  }
}
