package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.dispatch.RosterView.ShiftView;
import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.store.StreamingCsvImport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rosters come in and go out in three forms, and are laid out as shifts. */
@NullUnmarked
class RostersTest {
  private static final String ROSTER =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      BEGIN:VEVENT
      UID:week
      DTSTART;TZID=Asia/Shanghai:20261123T080000
      DTEND;TZID=Asia/Shanghai:20261123T170000
      RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
      EXDATE;TZID=Asia/Shanghai:20261125T080000
      END:VEVENT
      BEGIN:VEVENT
      UID:lunch
      DTSTART;TZID=Asia/Shanghai:20261123T120000
      DURATION:PT1H
      RRULE:FREQ=DAILY
      CATEGORIES:BREAK
      END:VEVENT
      BEGIN:VEVENT
      UID:night
      DTSTART:20261128T140000Z
      DURATION:PT8H
      CATEGORIES:ON-CALL
      END:VEVENT
      END:VCALENDAR
      """;

  private final CrewTown town = new CrewTown();

  @BeforeEach
  void crews() {
    town.load(CrewTown.CREWS);
  }

  @Test
  void aCalendarIsLaidOutAsShiftsWithTheirBreaks() {
    town.roster("C1", ROSTER);

    List<CrewShift> shifts = town.shifts("S1", "2026-11-23T00:00", "2026-11-30T00:00");

    assertEquals(
        List.of("23", "24", "26", "27", "28"),
        shifts.stream().map(one -> one.day().toString().substring(8)).toList(),
        "the Wednesday is taken out");
    assertEquals(CrewTown.span("2026-11-23T08:00", "2026-11-23T17:00"), shifts.get(0).span());
    assertEquals(CrewTown.span("2026-11-23T12:00", "2026-11-23T13:00"), shifts.get(0).rest());
    assertEquals(CrewTown.span("2026-11-28T22:00", "2026-11-29T06:00"), shifts.get(4).span());
    assertTrue(shifts.get(4).onCall());
    assertNull(shifts.get(4).rest());
    assertEquals(
        List.of("crew.changed", "crew.changed", "crew.changed", "crew.roster-changed"),
        town.told());
  }

  @Test
  void whatIsGivenOutComesInAgain() {
    town.roster("C1", ROSTER);
    Roster kept = town.rosters.get(town.crew("C1"));

    Roster again = town.roster("C1", kept.calendar());
    FieldFaults faults = new FieldFaults();
    RosterView.New json = new RosterView.New(new ArrayList<>(RosterView.of(kept).shifts()));
    List<Placed> ofJson = RosterView.read(json, CrewTown.ZONE, faults);

    assertEquals(kept.events(), again.events());
    assertEquals(2, again.version());
    assertTrue(faults.none(), faults.all().toString());
    assertEquals(kept.events(), ofJson.stream().map(Placed::event).toList());
    String csv = csv(town.rosters.ahead(town.crew("C1"), 1_000));
    assertTrue(
        csv.startsWith(
            "from,to,restFrom,restTo,onCall\r\n"
                + "2026-11-23T08:00:00+08:00,2026-11-23T17:00:00+08:00,"
                + "2026-11-23T12:00:00+08:00,2026-11-23T13:00:00+08:00,no\r\n"),
        csv);
    List<Laid> before = town.rosters.ahead(town.crew("C1"), 1_000);
    putCsv(csv);
    assertEquals(before, town.rosters.ahead(town.crew("C1"), 1_000));
  }

  private static String csv(List<Laid> shifts) {
    return RosterFile.write(shifts, CrewTown.ZONE);
  }

  private Roster putCsv(String csv) {
    FieldFaults faults = new FieldFaults();
    List<Placed> sent =
        new RosterFile(new StreamingCsvImport(), CrewTown.ZONE, faults)
            .read(csv.getBytes(StandardCharsets.UTF_8));
    return town.rosters.put(CrewTown.HEAD, town.crew("C1"), null, sent, faults);
  }

  @Test
  void eachMistakeIsNamedWithItsLine() {
    town.roster("C1", ROSTER);

    wrong("20261128T140000Z", "20261127T060000Z", "/lines/17 meets a shift of /lines/3 at");
    wrong("20261128T140000Z", "20291128T140000Z", "/lines/17 is more than 400 days ahead");
    wrong("DURATION:PT8H", "DURATION:PT25H", "/lines/17 is longer than 24 hours");
    wrong("DURATION:PT8H", "DURATION:-PT8H", "/lines/17 ends before it has begun");
    wrong("FREQ=DAILY\n", "FREQ=DAILY;COUNT=5000\n", "/lines/14/RRULE is not understood: COUNT");
    wrong("FREQ=DAILY\n", "FREQ=HOURLY\n", "/lines/14/RRULE is not understood: FREQ=HOURLY");
    wrong("FREQ=DAILY\n", "FREQ=WEEKLY;BYDAY=SU\n", "/lines/10 lies in no shift");
    wrong("DURATION:PT1H", "DURATION:PT6H", "/lines/10 goes beyond the shift of");
    wrong("TZID=Asia/Shanghai:20261123T08", "TZID=Mars:20261123T08", "/lines/5/DTSTART must be");
    wrong("DTSTART;TZID=Asia/Shanghai:20261123T08", "DTSTART:20261123T08", "/lines/5/DTSTART says");
    wrong("UID:night", "UID:week", "/lines/17/UID is that of /lines/3");
    String second =
        "END:VEVENT\nBEGIN:VEVENT\nUID:tea\nDTSTART:20261123T070000Z\nDURATION:PT15M\n"
            + "CATEGORIES:BREAK\nEND:VEVENT\nEND:VCALENDAR";
    wrong("END:VEVENT\nEND:VCALENDAR", second, "/lines/23 is a second break of the shift of");
    assertEquals(1, town.rosters.get(town.crew("C1")).version());
    assertEquals(5, town.shifts("S1", "2026-11-23T00:00", "2026-11-30T00:00").size());
  }

  @Test
  void whatIsOverIsPassedOverUnlessItIsAll() {
    String night = "UID:night\nDTSTART:202611";
    String old = ROSTER.replace(night + "28T140000Z", night + "21T140000Z");

    Roster kept = town.roster("C1", old);

    assertEquals(List.of("week", "lunch"), kept.events().stream().map(Event::uid).toList());
    assertEquals(
        List.of("/lines/3 is over already"),
        CrewTown.faults(
            () ->
                town.roster(
                    "C1",
                    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:night\n"
                        + "DTSTART:20261121T140000Z\nDURATION:PT8H\nEND:VEVENT\nEND:VCALENDAR\n")));
    assertEquals(1, town.rosters.get(town.crew("C1")).version());
  }

  private void wrong(String what, String other, String fault) {
    assertTrue(ROSTER.contains(what), what);
    List<String> said = CrewTown.faults(() -> town.roster("C1", ROSTER.replace(what, other)));
    assertTrue(said.stream().anyMatch(one -> one.startsWith(fault)), fault + " is not in " + said);
  }

  @Test
  void fileAndJsonNameTheirPlaces() {
    assertEquals(
        List.of(
            "/lines/2/to is missing",
            "/lines/3/restTo is missing",
            "/lines/4/onCall must be yes or no"),
        CrewTown.faults(
            () ->
                putCsv(
                    "from,to,restFrom,restTo,onCall\n"
                        + "2026-11-23T08:00:00+08:00,,,,\n"
                        + "2026-11-24T08:00:00+08:00,2026-11-24T17:00:00+08:00,2026-11-24T12:00:00+08:00,,\n"
                        + "2026-11-25T08:00:00+08:00,2026-11-25T17:00:00+08:00,,,maybe\n")));
    ShiftView bad =
        new ShiftView(null, "holiday", "2026-11-23T08:00:00+08:00", null, "Mars", null, null);
    assertEquals(
        List.of(
            "/shifts/0/kind must be work, break or on-call",
            "/shifts/0/to is missing",
            "/shifts/0/zone is no known zone"),
        CrewTown.faults(() -> json(List.of(bad))));
  }

  private Roster json(List<ShiftView> shifts) {
    FieldFaults faults = new FieldFaults();
    List<Placed> sent =
        RosterView.read(new RosterView.New(new ArrayList<>(shifts)), CrewTown.ZONE, faults);
    return town.rosters.put(CrewTown.HEAD, town.crew("C1"), null, sent, faults);
  }

  @Test
  void thereAreLimits() {
    List<ShiftView> most = new ArrayList<>();
    Instant from = Instant.parse("2026-11-23T00:00:00Z");
    for (int i = 0; i < 1_001; i++) {
      Instant begin = from.plus(Duration.ofHours(8L * i));
      most.add(single(begin, begin.plus(Duration.ofHours(1))));
    }
    assertEquals(List.of("/shifts/1000 is one more than 1000"), CrewTown.faults(() -> json(most)));
    assertEquals(1, json(most.subList(0, 1_000)).version());
    List<ShiftView> often = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Instant begin = from.plus(Duration.ofHours(2L * i));
      SeriesView.Again daily = new SeriesView.Again("day", 1, null, null, null);
      often.add(
          new ShiftView(
              "s" + i,
              null,
              begin.toString(),
              begin.plusSeconds(60).toString(),
              null,
              daily,
              null));
    }
    assertEquals(
        List.of("/shifts/5 makes more than 2000 shifts"), CrewTown.faults(() -> json(often)));
    ShiftView fine = single(from.plusMillis(1), from.plusSeconds(60));
    assertTrue(
        CrewTown.faults(() -> json(List.of(fine))).get(0).startsWith("/shifts/0 cannot be kept"));
  }

  private static ShiftView single(Instant from, Instant to) {
    return new ShiftView(null, null, from.toString(), to.toString(), null, null, null);
  }

  @Test
  void aShiftIsOfTheDayOnWhichItBeginsAlsoOnALeapDay() {
    town.now = Instant.parse("2028-02-27T00:00:00Z");
    town.roster(
        "C1",
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:night
        DTSTART;TZID=Asia/Shanghai:20280227T220000
        DURATION:PT8H
        RRULE:FREQ=DAILY;UNTIL=20280301
        END:VEVENT
        BEGIN:VEVENT
        UID:rest
        DTSTART;TZID=Asia/Shanghai:20280228T020000
        DURATION:PT30M
        RRULE:FREQ=DAILY
        CATEGORIES:BREAK
        END:VEVENT
        END:VCALENDAR
        """);

    List<CrewShift> shifts = town.shifts("S1", "2028-02-27T00:00", "2028-03-09T00:00");

    assertEquals(
        List.of("2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01"),
        shifts.stream().map(one -> one.day().toString()).toList());
    assertEquals(CrewTown.span("2028-02-29T22:00", "2028-03-01T06:00"), shifts.get(2).span());
    assertEquals(CrewTown.span("2028-03-01T02:00", "2028-03-01T02:30"), shifts.get(2).rest());
  }

  /**
   * Berlin sets its clocks back in the night to 25 October 2026, and on in that to 28 March 2027.
   */
  @Test
  void whenClocksAreSetTheWallCountsForTheBeginAndTheShiftIsAsLong() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    town.now = Instant.parse("2026-10-01T00:00:00Z");
    town.roster(
        "C1",
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:night
        DTSTART;TZID=Europe/Berlin:20261023T220000
        DURATION:PT8H
        RRULE:FREQ=DAILY
        END:VEVENT
        END:VCALENDAR
        """);

    for (String day : List.of("2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28")) {
      Instant begin = LocalDate.parse(day).atTime(22, 0).atZone(berlin).toInstant();
      Span span = new Span(begin, begin.plus(Duration.ofHours(8)));
      List<CrewShift> shifts =
          town.work.read(
              t ->
                  new ShiftTables(t.connection(), town.desk.zone())
                      .ofCrew("C1", new Span(begin, begin.plusSeconds(1))));
      assertEquals(List.of(span), shifts.stream().map(CrewShift::span).toList(), day);
    }
  }

  @Test
  void whatIsOverStaysAndWhatGoesOnIsLaidOutFurther() {
    town.roster("C1", ROSTER);
    town.now = Instant.parse("2026-11-24T04:00:00Z");

    town.roster(
        "C1",
        ROSTER
            .replace("BYDAY=MO,TU,WE,TH,FR", "BYDAY=MO,TU")
            .replace("20261123T080000", "20261124T080000")
            .replace("20261123T170000", "20261124T170000"));

    List<CrewShift> shifts = town.shifts("S1", "2026-11-23T00:00", "2026-12-02T00:00");
    assertEquals(
        "23 24 28 30 01",
        shifts.stream()
            .map(one -> one.day().toString().substring(8))
            .collect(Collectors.joining(" ")),
        "the Monday before, and the new ones");
    town.roster("C1", ROSTER);
    town.now = Instant.parse("2026-12-24T04:00:00Z");
    int before = ahead();
    town.rosters.layOn();
    town.rosters.layOn();
    assertEquals(before + 22, ahead(), "the working days of a month, once each");
    Instant last = town.work.read(t -> new RosterTables(t.connection()).laidTo("C1"));
    assertTrue(last.isAfter(town.now.plus(Duration.ofDays(396))), last.toString());
  }

  private int ahead() {
    return town.rosters.ahead(town.crew("C1"), 2_000).size();
  }

  @Test
  void overtimeIsOneShiftOfItsOwn() {
    town.roster("C1", ROSTER);
    CrewShift monday = town.shifts("S1", "2026-11-23T00:00", "2026-11-24T00:00").get(0);

    lengthen(monday);

    Span longer = CrewTown.span("2026-11-23T08:00", "2026-11-23T18:00");
    assertEquals(
        List.of(longer, CrewTown.span("2026-11-24T08:00", "2026-11-24T17:00")),
        town.shifts("S1", "2026-11-23T00:00", "2026-11-25T00:00").stream()
            .map(CrewShift::span)
            .toList());
    Roster kept = town.rosters.get(town.crew("C1"));
    List<Laid> before = town.rosters.ahead(town.crew("C1"), 1_000);
    town.roster("C1", kept.calendar());
    assertEquals(before, town.rosters.ahead(town.crew("C1"), 1_000), "the roster says it too");
    assertThrows(Refusal.Conflict.class, () -> lengthen(monday), "it is another one by now");
  }

  private void lengthen(CrewShift shift) {
    town.work.run(t -> town.rosters.lengthen(t, CrewTown.HEAD, shift, Duration.ofHours(1)));
  }

  @Test
  void whoHasSeenAnotherOneIsRefused() {
    town.roster("C1", ROSTER);
    FieldFaults faults = new FieldFaults();
    List<Placed> sent = Roster.read(ROSTER, faults);

    assertThrows(
        Refusal.Stale.class,
        () -> town.rosters.put(CrewTown.HEAD, town.crew("C1"), 0L, sent, faults));
    assertEquals(0, town.rosters.get(town.crew("C2")).version());
    assertEquals(
        LocalDateTime.parse("2026-11-23T08:00"),
        town.rosters.get(town.crew("C1")).events().get(0).when().begins());
  }
}
