package io.lamplighter.kit.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.FieldError;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written in a calendar is read as it was, and comes when it says. */
class CalendarTest {
  private static final List<String> ZONES =
      List.of("Asia/Shanghai", "Europe/Berlin", "Z", "+05:30", "America/St_Johns");

  @Test
  void whatIsWrittenIsReadAsItWas() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Event> events = new ArrayList<>();
      EventWriter writer = new EventWriter();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Event event = event(random, "e" + i);
        events.add(event);
        writer.event(event, Instant.EPOCH);
      }
      String text = writer.end();
      FieldFaults faults = new FieldFaults();

      List<Event> read =
          new EventReader(faults, false).read(text).stream().map(Placed::event).toList();

      assertEquals(List.of(), faults.all(), "seed " + seed + "\n" + text);
      assertEquals(events, read, "seed " + seed + "\n" + text);
      assertTrue(text.lines().allMatch(line -> line.length() <= 75), text);
      for (Event event : events) {
        SeriesView view = SeriesView.of(event.when());
        assertEquals(event.when(), view.read("", ZoneId.of("UTC"), faults), "seed " + seed);
      }
    }
  }

  private static Event event(Random random, String uid) {
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    LocalDateTime begins =
        LocalDate.of(2026, 1, 1)
            .plusDays(random.nextInt(1_000))
            .atTime(random.nextInt(24), random.nextInt(60));
    Instant first = begins.atZone(zone).toInstant();
    // A time that clocks pass over is none that a wall shows.
    LocalDateTime shown = LocalDateTime.ofInstant(first, zone);
    Set<Instant> except = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      except.add(first.plus(Duration.ofDays(random.nextInt(50))));
    }
    Duration length = Duration.ofMinutes(1 + random.nextInt(1_440));
    Set<String> categories = random.nextBoolean() ? Set.of() : Set.of("BREAK");
    List<String> people = random.nextBoolean() ? List.of() : List.of("anna", "bo@east");
    return new Event(
        uid, people, categories, new Series(shown, zone, length, again(random, first), except));
  }

  private static @Nullable Recurrence again(Random random, Instant first) {
    if (random.nextInt(3) == 0) {
      return null;
    }
    TreeSet<DayOfWeek> days = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      days.add(DayOfWeek.of(1 + random.nextInt(7)));
    }
    boolean counted = random.nextBoolean();
    return new Recurrence(
        random.nextBoolean(),
        1 + random.nextInt(5),
        days,
        counted ? 1 + random.nextInt(100) : null,
        counted || random.nextBoolean() ? null : first.plus(Duration.ofDays(random.nextInt(400))));
  }

  /** Whatever window is looked at, it shows the same times. */
  @Test
  void whereOneBeginsToLookIsNoMatter() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Series series = event(random, "e").when();
      Recurrence again = series.again();
      if (again != null && !again.falls(series.begins().toLocalDate())) {
        continue;
      }
      Instant from = series.first().plus(Duration.ofHours(random.nextInt(5_000)));
      Instant to = from.plus(Duration.ofHours(random.nextInt(2_000)));

      List<Series.Time> all =
          series.between(series.first(), to).stream()
              .filter(time -> time.to().isAfter(from))
              .toList();

      assertEquals(all, series.between(from, to), "seed " + seed + ", round " + round);
    }
  }

  @Test
  void aCategoryIsReadWhateverItsCaseAndAnAttendeeIsNotNeeded() {
    FieldFaults faults = new FieldFaults();
    String text =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261123T000000Z\nDURATION:PT1H\n"
            + "CATEGORIES:break,other\nEND:VEVENT\nEND:VCALENDAR\n";

    Event read = new EventReader(faults, false).read(text).get(0).event();

    assertEquals(Set.of("BREAK", "OTHER"), read.categories());
    assertTrue(faults.none());
    new EventReader(faults, true).read(text);
    assertEquals(
        List.of("/lines/2/ATTENDEE"), faults.all().stream().map(FieldError::pointer).toList());
  }
}
