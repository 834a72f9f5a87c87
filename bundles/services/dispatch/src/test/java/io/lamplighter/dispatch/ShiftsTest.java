package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.dispatch.Absences.Absence;
import io.lamplighter.dispatch.Absences.Wanted;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is there in a shift, and what they can do then. */
@NullUnmarked
class ShiftsTest {
  private static final Set<String> BOTH = Set.of("repair", "high-voltage");

  private final CrewTown town = new CrewTown();

  @BeforeEach
  void crews() {
    town.load(CrewTown.CREWS);
  }

  @Test
  void aCertificateCountsToItsLastDay() {
    town.shift("C1", "2026-11-24T08:00", "2026-11-24T17:00");
    town.shift("C1", "2026-11-25T08:00", "2026-11-25T17:00");

    List<CrewShift> shifts = town.shifts("S1", "2026-11-24T00:00", "2026-11-26T00:00");

    assertEquals(List.of(BOTH, Set.of("repair")), shifts.stream().map(CrewShift::skills).toList());
    assertEquals(List.of(2, 2), shifts.stream().map(CrewShift::people).toList());
  }

  @Test
  void oneThatLapsesAtMidnightDoesNotCountInANight() {
    town.shift("C1", "2026-11-23T22:00", "2026-11-24T00:00");
    town.shift("C1", "2026-11-24T22:00", "2026-11-25T06:00");

    List<CrewShift> shifts = town.shifts("S1", "2026-11-23T23:00", "2026-11-25T05:00");

    assertEquals(List.of(BOTH, Set.of("repair")), shifts.stream().map(CrewShift::skills).toList());
    assertEquals(LocalDate.of(2026, 11, 24), shifts.get(1).day(), "on which it begins");
  }

  @Test
  void onlyShiftsThatMeetTheTime() {
    town.shift("C1", "2026-11-24T08:00", "2026-11-24T12:00");
    town.shift("C2", "2026-11-24T12:00", "2026-11-24T16:00");
    town.shift("C3", "2026-11-24T08:00", "2026-11-24T16:00");

    assertEquals(List.of("C2"), crews("2026-11-24T12:00", "2026-11-24T13:00"));
    assertEquals(List.of("C1"), crews("2026-11-24T11:00", "2026-11-24T12:00"));
    assertEquals(List.of("C1", "C2"), crews("2026-11-24T00:00", "2026-11-25T00:00"));
  }

  private List<String> crews(String from, String to) {
    return town.shifts("S1", from, to).stream().map(CrewShift::crew).toList();
  }

  @Test
  void whoIsAbsentDoesNotCountNorDoesWhatHeCan() {
    town.shift("C1", "2026-11-23T08:00", "2026-11-23T17:00");
    Crew crew = town.crew("C1");
    Wanted ill = new Wanted("anna", CrewTown.span("2026-11-23T13:00", "2026-11-24T00:00"));

    Absence noted = town.absences.note(CrewTown.HEAD, crew, ill);

    CrewShift shift = town.shifts("S1", "2026-11-23T00:00", "2026-11-24T00:00").get(0);
    assertEquals(1, shift.people());
    assertEquals(Set.of("repair"), shift.skills());
    assertThrows(
        Refusal.Conflict.class, () -> town.absences.note(CrewTown.HEAD, crew, ill), "twice");
    town.absences.withdraw(CrewTown.HEAD, crew, noted.id());
    assertEquals(2, town.shifts("S1", "2026-11-23T00:00", "2026-11-24T00:00").get(0).people());
    assertTrue(town.told().containsAll(List.of("crew.absence-noted", "crew.absence-withdrawn")));
  }

  @Test
  void oneOfTheCrewSaysItOfHimselfOnly() {
    Caller anna = CrewTown.person("anna", "3306", Role.CREW);
    Crew crew = town.crew("C1");
    Span span = CrewTown.span("2026-11-23T13:00", "2026-11-24T00:00");

    assertThrows(
        Refusal.Forbidden.class, () -> town.absences.note(anna, crew, new Wanted("bo", span)));
    town.absences.note(anna, crew, new Wanted("anna", span));

    assertEquals(
        List.of("/login is no member of crew C1"),
        CrewTown.faults(() -> town.absences.note(CrewTown.HEAD, crew, new Wanted("dai", span))));
    Span past = CrewTown.span("2026-11-21T13:00", "2026-11-22T12:00");
    assertEquals(
        List.of("/to is over already"),
        CrewTown.faults(() -> town.absences.note(CrewTown.HEAD, crew, new Wanted("bo", past))));
    assertEquals(
        List.of("anna"),
        town.absences.list(crew, 0, 10).items().stream().map(Absence::login).toList());
  }

  /** Whoever has looked at the board before is told that it is another one. */
  @Test
  void whateverWasPlannedIsAnotherPlanThen() {
    town.run("insert into dispatch.crew_day (crew, day, version) values ('C1', '2026-11-23', 7)");
    Wanted ill = new Wanted("anna", CrewTown.span("2026-11-23T08:00", "2026-11-23T12:00"));

    town.absences.note(CrewTown.HEAD, town.crew("C1"), ill);
    assertEquals(8, version());
    town.roster("C1", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    assertEquals(9, version());
  }

  private long version() {
    return town.work.read(
        t ->
            new Sql(t.connection(), "select version from dispatch.crew_day where crew = 'C1'")
                .only(Row::number));
  }

  @Test
  void aCrewThatHelpsOutIsOfTheOtherStationForThatShift() {
    town.shift("C3", "2026-11-23T08:00", "2026-11-23T17:00");
    town.shift("C3", "2026-11-24T08:00", "2026-11-24T17:00");
    CrewShift lent = town.shifts("S2", "2026-11-23T00:00", "2026-11-24T00:00").get(0);

    assertTrue(lend(lent));

    assertEquals(
        List.of("S1"),
        town.shifts("S1", "2026-11-22T00:00", "2026-11-25T00:00").stream()
            .map(CrewShift::station)
            .toList());
    assertEquals(1, town.shifts("S2", "2026-11-22T00:00", "2026-11-25T00:00").size());
    assertTrue(!lend(lent), "it does so already");
  }

  private boolean lend(CrewShift shift) {
    return town.work.call(
        t -> new CapacityTables(t.connection()).lend(shift, "S1", "head", town.now));
  }
}
