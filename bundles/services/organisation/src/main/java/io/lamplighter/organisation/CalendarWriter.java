package io.lamplighter.organisation;

import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.EventWriter;
import java.util.Set;

/** Writes a roster in iCalendar, as {@link CalendarReader} reads it. */
final class CalendarWriter {
  private CalendarWriter() {}

  static String write(Roster roster) {
    EventWriter writer = new EventWriter();
    writer.line(CalendarReader.HOURS, roster.hours().toString());
    roster
        .shifts()
        .forEach(
            shift ->
                writer.event(
                    new Event(shift.uid(), shift.people(), Set.of(), shift.when()),
                    roster.since()));
    return writer.end();
  }
}
