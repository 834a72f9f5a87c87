package io.lamplighter.organisation;

import io.lamplighter.kit.calendar.CalendarLines.Line;
import io.lamplighter.kit.calendar.EventReader;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Instant;
import java.util.List;

/** Reads a roster in iCalendar (RFC 5545): each VEVENT is a shift of its attendees. */
final class CalendarReader {
  static final String HOURS = "X-LAMPLIGHTER-HOURS";

  private final FieldFaults faults;
  private Hours hours = Hours.ALL_DAY;

  CalendarReader(FieldFaults faults) {
    this.faults = faults;
  }

  /** The whole of it, as far as it can be read; what cannot is a fault. */
  static Roster roster(String unit, long version, Instant since, String text, FieldFaults faults) {
    CalendarReader reader = new CalendarReader(faults);
    List<Shift> shifts = reader.read(text).stream().map(Placed::shift).toList();
    return new Roster(unit, version, since, reader.hours(), shifts);
  }

  Hours hours() {
    return hours;
  }

  /** All that can be read; what cannot is a fault. */
  List<Placed> read(String text) {
    EventReader events = new EventReader(faults, true);
    List<Placed> shifts =
        events.read(text).stream()
            .map(
                one ->
                    new Placed(
                        one.pointer(),
                        new Shift(one.event().uid(), one.event().people(), one.event().when())))
            .toList();
    Line written = events.own(HOURS);
    Hours read = written == null ? Hours.ALL_DAY : Hours.read(written.value());
    if (read != null) {
      hours = read;
    } else if (written != null) {
      events.wrong(written, "must be hours, as in 08:00-18:00", "须为时段，如 08:00-18:00");
    }
    return shifts;
  }
}
