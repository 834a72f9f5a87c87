package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.organisation.Piece.What;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is on duty, was and will be; and what a roster must not be. */
@NullUnmarked
class RostersTest {
  private static final Caller HEAD = Town.person("head", "3306", Role.SUPERVISOR);

  private static final String ROSTER =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      X-LAMPLIGHTER-HOURS:08:00-18:00
      BEGIN:VEVENT
      UID:week
      DTSTART;TZID=Asia/Shanghai:20261123T080000
      DTEND;TZID=Asia/Shanghai:20261123T180000
      RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
      EXDATE;TZID=Asia/Shanghai:20261125T080000
      ATTENDEE:mailto:anna
      END:VEVENT
      BEGIN:VEVENT
      UID:weekend
      DTSTART:20261128T000000Z
      DURATION:PT10H
      RRULE:FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4
      SUMMARY:bo\\, chen
      END:VEVENT
      END:VCALENDAR
      """;

  private final Town town = new Town();

  @BeforeEach
  void units() {
    town.load(What.UNITS, Town.UNITS);
  }

  @Test
  void whoIsOnDutyAtAnyInstant() {
    put(ROSTER);

    assertEquals(List.of(), onDuty("2026-11-23T07:59:59+08:00"));
    assertEquals(List.of("anna"), onDuty("2026-11-23T08:00:00+08:00"));
    assertEquals(List.of("anna"), onDuty("2026-11-24T17:59:59+08:00"));
    assertEquals(List.of(), onDuty("2026-11-24T18:00:00+08:00"));
    assertEquals(List.of(), onDuty("2026-11-25T09:00:00+08:00"), "taken out");
    assertEquals(List.of("bo", "chen"), onDuty("2026-12-06T09:00:00+08:00"), "the fourth");
    assertEquals(List.of(), onDuty("2026-12-12T09:00:00+08:00"), "four only");
    assertEquals(List.of("anna"), onDuty("2031-03-03T09:00:00+08:00"));
  }

  @Test
  void whoWasOnDutyStaysSo() {
    put(ROSTER);
    town.now = Instant.parse("2026-11-24T04:00:00Z");
    put(ROSTER.replace("mailto:anna", "mailto:dai@grid.example"));

    assertEquals(List.of("anna"), onDuty("2026-11-23T09:00:00+08:00"));
    assertEquals(List.of("dai"), onDuty("2026-11-24T13:00:00+08:00"));
    assertEquals(List.of("organisation.changed", "roster.changed", "roster.changed"), town.told());
  }

  @Test
  void whatIsGivenOutComesInAgain() {
    Roster roster = put(ROSTER);
    CalendarReader reader = new CalendarReader(new FieldFaults());
    String written = CalendarWriter.write(roster);

    List<Shift> read = reader.read(written).stream().map(Placed::shift).toList();

    assertEquals(roster.shifts(), read);
    assertEquals(roster.hours(), reader.hours());
    assertTrue(written.lines().allMatch(line -> line.length() <= 75), written);
  }

  @Test
  void aHoleIsToldOfOnceBeforeItComes() {
    put(ROSTER);
    Gaps gaps =
        new Gaps(town.work, town.journal, () -> town.now, () -> Town.ZONE, Duration.ofDays(7));

    look(gaps);
    town.now = town.now.plus(Duration.ofHours(1));
    look(gaps);

    // Today is a Sunday before the first duty: its hours have begun; and the Wednesday.
    assertEquals(
        List.of(
            new Roster.Hole(
                Instant.parse("2026-11-22T05:00:00Z"), Instant.parse("2026-11-22T10:00:00Z")),
            new Roster.Hole(
                Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-25T10:00:00Z"))),
        gaps.found().get("S1"));
    assertEquals(2, town.told().stream().filter("roster.gap-found"::equals).count());
    put(ROSTER.replaceAll("EXDATE.*\n", ""));
    town.now = Instant.parse("2026-11-22T12:00:00Z");
    look(gaps);
    assertEquals(Map.of(), gaps.found());
  }

  private void look(Gaps gaps) {
    gaps.look(town.keeper.rosters().all(), town.keeper.editions().newest());
  }

  @Test
  void whatCannotBeReadStopsNobody() {
    put(ROSTER);
    String bad = "ATTENDEE:mailto:anna\nDTSTART:20261128T000000Z\nUID:x\nDURATION:ten\n";
    String content =
        ROSTER.replace(
            "END:VCALENDAR",
            ("BEGIN:VEVENT\n" + bad + "END:VEVENT\n").repeat(1_100) + "END:VCALENDAR");
    town.work.run(
        t ->
            new Sql(
                    t.connection(),
                    "insert into organisation.roster (unit, version, since, actor, content)"
                        + " values ('S1', 2, ?, 'head', ?)")
                .with(town.now, content)
                .run());

    town.keeper.refresh();

    assertEquals(List.of("anna"), onDuty("2026-11-23T08:00:00+08:00"), "what can be read counts");
    assertEquals(3, put(ROSTER, 2L).version(), "another takes its place");
  }

  @Test
  void whoHasSeenAnotherOneIsRefused() {
    put(ROSTER);

    assertThrows(Refusal.Stale.class, () -> put(ROSTER, 0L));
  }

  @Test
  void eachMistakeIsNamedAndNothingIsStored() {
    put(ROSTER);

    wrong("DTSTART;TZID=Asia/Shanghai:20261123", "DTSTART:20261123", "/lines/6/DTSTART says no");
    wrong("TZID=Asia/Shanghai:20261123T08", "TZID=Mars:20261123T08", "/lines/6/DTSTART must be");
    wrong("20261123T080000", "20261323T080000", "/lines/6/DTSTART must be a time");
    wrong("20261123T180000", "20261123T070000", "/lines/4 ends before it has begun");
    wrong("20261123T180000", "20261223T180000", "/lines/4 is longer than 7 days");
    wrong("FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=MO", "/lines/8/RRULE is not understood: F");
    wrong("BYDAY=MO,TU", "BYDAY=1MO,TU", "/lines/8/RRULE is not understood: BYDAY=1MO");
    wrong("COUNT=4", "COUNT=0", "/lines/16/RRULE is not understood: COUNT=0");
    wrong("COUNT=4", "BYHOUR=4", "/lines/16/RRULE is not understood");
    wrong("EXDATE;TZID=Asia/Shanghai:", "EXDATE:", "/lines/9/EXDATE says no zone");
    wrong("mailto:anna", "mailto:nobody", "/lines/4 there is no user nobody");
    wrong("ATTENDEE:mailto:anna\n", "", "/lines/4/ATTENDEE is missing");
    wrong("UID:weekend", "UID:week", "/lines/12/UID is that of /lines/4");
    wrong("UID:weekend\n", "", "/lines/12/UID is missing");
    wrong("DURATION:PT10H", "DURATION:ten", "/lines/15/DURATION must be a duration");
    wrong("DURATION:PT10H\n", "", "/lines/12/DTEND is missing");
    wrong("DTSTART:20261128T000000Z\n", "", "/lines/12/DTSTART is missing");
    wrong("08:00-18:00", "8-18", "/lines/3/X-LAMPLIGHTER-HOURS must be hours");
    wrong("END:VCALENDAR\n", "", " is no whole VCALENDAR");
    wrong("END:VEVENT\nBEGIN", "END:VTODO\nBEGIN", "/lines/11/END has no BEGIN");
    wrong("UID:week\n", "UID:week\nEXRULE:FREQ=DAILY\n", "/lines/6/EXRULE is not understood");
    assertEquals(List.of("anna"), onDuty("2026-11-23T08:00:00+08:00"));
    assertEquals(1, town.keeper.rosters().newest("S1").version());
  }

  @Test
  void nobodyHasTwoDutiesAtOnce() {
    wrong("SUMMARY:bo\\, chen", "SUMMARY:anna", null);
    wrong(
        "DURATION:PT10H\nRRULE:FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4\nSUMMARY:bo\\, chen",
        "DURATION:PT50H\nSUMMARY:anna",
        "/lines/4 anna has duty already at 2026-11-30T00:00:00Z, by /lines/12");
  }

  /**
   * @param fault that is named; null: it can be taken
   */
  private void wrong(String what, String other, String fault) {
    assertTrue(ROSTER.contains(what), what);
    String roster = ROSTER.replace(what, other);
    if (fault == null) {
      put(roster);
      return;
    }
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> put(roster), fault);
    List<String> said =
        refusal.errors().stream().map(e -> e.pointer() + " " + e.message().en()).toList();
    assertTrue(said.stream().anyMatch(one -> one.startsWith(fault)), fault + " is not in " + said);
  }

  private Roster put(String calendar) {
    return put(calendar, null);
  }

  private Roster put(String calendar, Long seen) {
    FieldFaults faults = new FieldFaults();
    CalendarReader reader = new CalendarReader(faults);
    List<Placed> shifts = reader.read(calendar);
    Roster roster =
        town.keeper
            .rosters()
            .put(
                HEAD, town.keeper.unit(HEAD, "S1", town.now), seen, reader.hours(), shifts, faults);
    town.keeper.refresh();
    return roster;
  }

  private List<String> onDuty(String at) {
    return town.organisation.onDuty("S1", OffsetDateTime.parse(at).toInstant());
  }
}
