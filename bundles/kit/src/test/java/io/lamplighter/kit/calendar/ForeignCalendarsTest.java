package io.lamplighter.kit.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.faults.FieldFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars as Outlook, Google, Apple and Evolution write them. */
class ForeignCalendarsTest {
  private static final Instant EIGHT = Instant.parse("2026-11-23T00:00:00Z");

  private static final String OUTLOOK =
      """
      BEGIN:VTIMEZONE
      TZID:China Standard Time
      BEGIN:STANDARD
      DTSTART:16010101T000000
      TZOFFSETFROM:+0800
      TZOFFSETTO:+0800
      END:STANDARD
      END:VTIMEZONE
      """;

  private final FieldFaults faults = new FieldFaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Asia/Shanghai",
        "/freeassociation.sourceforge.net/Asia/Shanghai",
        "/softwarestudio.org/Olson_20011030_5/Asia/Shanghai",
        "\"China Standard Time\"",
        "China Standard Time"
      })
  void aZoneIsWhatItsNameOrItsOwnTableSays(String zone) {
    String event = event("DTSTART;TZID=" + zone + ":20261123T080000\nDURATION:PT8H\n");

    assertEquals(List.of("a " + EIGHT), read(event + OUTLOOK), "the table may stand behind");
    assertTrue(faults.none(), faults.all().toString());
  }

  @Test
  void aZoneOfWhichThePlaceIsToldIsThatPlace() {
    String zone =
        "BEGIN:VTIMEZONE\nTZID:Berlin time\nX-LIC-LOCATION:Europe/Berlin\nEND:VTIMEZONE\n";

    Event read = one(zone + event("DTSTART;TZID=Berlin time:20261123T080000\nDURATION:PT8H\n"));

    assertEquals(ZoneId.of("Europe/Berlin"), read.when().zone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ";TZID=Mars:20261123T080000|must be of a known zone: Mars is none",
        ":20261123T080000|says no zone",
        ";VALUE=DATE:20261123|is a whole day: say from when to when",
        ":tomorrow|must be a time"
      })
  void whatIsWrongWithATimeIsSaid(String start, String why) {
    assertEquals(List.of(), read(event("DTSTART" + start + "\nDURATION:PT8H\n")));

    assertEquals("/lines/4/DTSTART", faults.all().get(0).pointer());
    assertTrue(faults.all().get(0).message().en().startsWith(why), faults.all().toString());
  }

  @Test
  void aZoneOfTwoOffsetsIsNamedAsNotKnown() {
    String summer =
        OUTLOOK.replace(
            "END:STANDARD\n",
            "END:STANDARD\nBEGIN:DAYLIGHT\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0900\nEND:DAYLIGHT\n");

    read(summer + event("DTSTART;TZID=China Standard Time:20261123T080000\nDURATION:PT8H\n"));

    assertTrue(faults.all().get(0).message().en().contains("China Standard Time"));
  }

  @Test
  void timesThatNameNoZoneAreOfTheCalendars() {
    String event = event("DTSTART:20261123T080000\nDTEND:20261123T160000\n");

    assertEquals(List.of("a " + EIGHT), read("X-WR-TIMEZONE:Asia/Shanghai\n" + event));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=DAILY;WKST=SU|true",
        "FREQ=WEEKLY;WKST=SU;BYDAY=MO,SU|true",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU|true",
        "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,SU|true",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU|false",
        "FREQ=DAILY;WKST=XX|false"
      })
  void theFirstDayOfAWeekMattersOnlyWhereItDoes(String rule, boolean taken) {
    read(event("DTSTART:20261123T000000Z\nDURATION:PT8H\nRRULE:" + rule + "\n"));

    assertEquals(taken, faults.none(), faults.all().toString());
  }

  @Test
  void oneOfASeriesThatIsMovedIsAnEventOfItsOwn() {
    String series = "DTSTART:20261123T000000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=4\n";
    String later = "RECURRENCE-ID:20261124T000000Z\nDTSTART:20261124T020000Z\nDURATION:PT4H\n";
    String gone = "RECURRENCE-ID:20261125T000000Z\nSTATUS:CANCELLED\nDTSTART:20261125T000000Z\n";

    List<String> read = read(event(later) + event(series) + event(gone + "DURATION:PT8H\n"));

    assertEquals(
        List.of(
            "a/20261124T000000Z 2026-11-24T02:00:00Z",
            "a 2026-11-23T00:00:00Z 2026-11-26T00:00:00Z"),
        read);
    assertTrue(faults.none(), faults.all().toString());
  }

  @Test
  void allThatComeAfterAreNotMoved() {
    read(
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T000000Z\nDTSTART:20261124T020000Z\n"
                + "DURATION:PT4H\n"));

    assertEquals("is not understood: RANGE", faults.all().get(0).message().en());
  }

  @Test
  void thereAreLimits() {
    String series = "DTSTART:20261123T000000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=4000\n";
    StringBuilder more = new StringBuilder();
    for (int i = 0; i <= 1_000; i++) {
      more.append("RDATE:20261123T%02d%02d00Z\n".formatted(i / 60, i % 60));
    }

    assertEquals(List.of(), read(event(series + more)));

    assertEquals("makes more than 1000", faults.all().get(0).message().en());
  }

  @Test
  void timesBesideARuleAreEventsOfTheirOwn() {
    String series = "DTSTART:20261123T000000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=2\n";
    String more = "RDATE:20261124T000000Z,20261201T000000Z\nRDATE:20261202T000000Z\n";

    assertEquals(
        List.of(
            "a 2026-11-23T00:00:00Z 2026-11-24T00:00:00Z",
            "a/20261201T000000Z 2026-12-01T00:00:00Z"),
        read(event(series + more + "EXDATE:20261202T000000Z\n")));
  }

  @Test
  void whatIsWrittenSaysWhatItsZonesAre() {
    EventWriter writer = new EventWriter();
    for (String zone : List.of("Asia/Shanghai", "Europe/Berlin", "+05:30", "Z")) {
      LocalDateTime begins = LocalDateTime.parse("2026-11-23T08:00");
      Series when = new Series(begins, ZoneId.of(zone), Duration.ofHours(8), null, Set.of());
      writer.event(new Event(zone, List.of(), Set.of(), when), Instant.EPOCH);
    }

    String text = writer.end().replace("\r\n", "\n");

    String start = "BEGIN:VTIMEZONE\nTZID:";
    String chinese =
        "Asia/Shanghai\nBEGIN:STANDARD\nDTSTART:19910915T020000\nTZOFFSETFROM:+0900\n"
            + "TZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\n";
    assertTrue(text.contains(start + chinese), text);
    assertTrue(text.contains(start + "+05:30\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"), text);
    assertTrue(
        text.contains(
            start
                + "Europe/Berlin\nBEGIN:STANDARD\nDTSTART:20261025T030000\nTZOFFSETFROM:+0200\n"
                + "TZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20270328T020000\n"),
        text);
    assertEquals(4, text.split("BEGIN:VTIMEZONE", -1).length, "UTC needs none");
  }

  @Test
  void aCalendarWithoutEventsHasAComponent() {
    String text = new EventWriter().end();

    assertTrue(text.contains("BEGIN:VTIMEZONE\r\nTZID:UTC\r\n"), text);
    assertEquals(List.of(), new EventReader(faults, false).read(text));
    assertTrue(faults.none());
  }

  private Event one(String content) {
    return new EventReader(faults, false)
        .read("BEGIN:VCALENDAR\n" + content + "END:VCALENDAR\n")
        .get(0)
        .event();
  }

  /** Each event with its begins. */
  private List<String> read(String content) {
    return new EventReader(faults, false)
        .read("BEGIN:VCALENDAR\n" + content + "END:VCALENDAR\n").stream()
            .map(
                placed ->
                    placed.event().uid()
                        + placed
                            .event()
                            .when()
                            .between(EIGHT, EIGHT.plus(Duration.ofDays(20)))
                            .stream()
                            .map(time -> " " + time.from())
                            .collect(Collectors.joining()))
            .toList();
  }

  private static String event(String lines) {
    return "BEGIN:VEVENT\nUID:a\n" + lines + "END:VEVENT\n";
  }
}
