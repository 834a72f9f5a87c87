package io.lamplighter.dispatch;

import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.EventReader;
import io.lamplighter.kit.calendar.EventWriter;
import io.lamplighter.kit.calendar.Series;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a crew works: shifts, breaks and times on call, each once or again and again.
 *
 * @param version 0 while there is none
 * @param since when it was brought in
 */
record Roster(String crew, long version, Instant since, List<Event> events) {
  Roster {
    events = List.copyOf(events);
  }

  static Roster none(String crew) {
    return new Roster(crew, 0, Instant.EPOCH, List.of());
  }

  /** What an event of it is. */
  enum Kind {
    WORK,
    /** It works only when it is called (值班). */
    ON_CALL,
    /** It rests within a shift; taken between two jobs. */
    BREAK;

    /** As written outside: lower case. */
    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By the categories of an event: whoever names none of ours works. */
    static Kind of(Event event) {
      return event.categories().contains("BREAK")
          ? BREAK
          : event.categories().contains("ON-CALL") ? ON_CALL : WORK;
    }

    Set<String> categories() {
      return this == WORK ? Set.of() : Set.of(wire().toUpperCase(Locale.ROOT));
    }
  }

  /** What is read of iCalendar: whom it names and what it calls itself is no matter here. */
  static List<Placed> read(String calendar, FieldFaults faults) {
    return new EventReader(faults, false)
        .read(calendar).stream()
            .map(
                one ->
                    new Placed(
                        one.pointer(),
                        new Event(
                            one.event().uid(),
                            List.of(),
                            Kind.of(one.event()).categories(),
                            one.event().when())))
            .toList();
  }

  /** In iCalendar, as {@link #read} reads it. */
  String calendar() {
    EventWriter writer = new EventWriter();
    events.forEach(event -> writer.event(event, since));
    return writer.end();
  }

  /**
   * The same with one of its shifts ending later; null when it has no such shift.
   *
   * @param now since when it is so
   */
  @Nullable Roster lengthened(Span shift, Instant to, Instant now) {
    List<Event> all = new ArrayList<>(events);
    for (int i = 0; i < all.size(); i++) {
      Event event = all.get(i);
      Series when = event.when();
      Series.Time time = new Series.Time(shift.from(), shift.to());
      if (Kind.of(event) != Kind.WORK
          || !when.between(shift.from(), shift.from().plusNanos(1)).contains(time)) {
        continue;
      }
      LocalDateTime begins = LocalDateTime.ofInstant(shift.from(), when.zone());
      Duration length = Duration.between(shift.from(), to);
      Series longer = new Series(begins, when.zone(), length, null, Set.of());
      if (when.again() == null) {
        all.set(i, new Event(event.uid(), List.of(), event.categories(), longer));
      } else {
        Set<Instant> except = new HashSet<>(when.except());
        except.add(shift.from());
        Series others = new Series(when.begins(), when.zone(), when.length(), when.again(), except);
        all.set(i, new Event(event.uid(), List.of(), event.categories(), others));
        String uid = "overtime-" + shift.from().getEpochSecond();
        all.add(new Event(uid, List.of(), event.categories(), longer));
      }
      return new Roster(crew, version + 1, now, all);
    }
    return null;
  }
}
