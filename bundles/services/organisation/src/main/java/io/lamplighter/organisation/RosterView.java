package io.lamplighter.organisation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duty roster as it is shown.
 *
 * @param version 0 while there is none
 * @param since when it was brought in, null while there is none
 * @param hours in which somebody must be on duty
 */
record RosterView(
    String unit, long version, @Nullable Instant since, String hours, List<ShiftView> shifts) {
  static RosterView of(Roster roster) {
    return new RosterView(
        roster.unit(),
        roster.version(),
        roster.version() == 0 ? null : roster.since(),
        roster.hours().toString(),
        roster.shifts().stream().map(ShiftView::of).toList());
  }
}
