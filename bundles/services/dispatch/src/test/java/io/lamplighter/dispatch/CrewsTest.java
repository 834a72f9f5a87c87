package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.dispatch.Crew.Certificate;
import io.lamplighter.dispatch.Crew.Member;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Crews come in one by one or all at once, and nobody is in two of them. */
@NullUnmarked
class CrewsTest {
  private final CrewTown town = new CrewTown();

  @Test
  void aFileIsWhatThereIsThen() {
    CrewImport.Outcome first = town.load(CrewTown.CREWS);

    assertEquals(List.of("C1", "C2", "C3"), first.added());
    Crew crew = town.crew("C1");
    assertEquals(
        List.of(
            new Member(
                "anna",
                List.of(
                    new Certificate("high-voltage", LocalDate.of(2026, 11, 24)),
                    new Certificate("repair", null))),
            new Member("bo", List.of(new Certificate("repair", null)))),
        crew.members());
    assertEquals(120.58, crew.home().lon());

    CrewImport.Outcome again = town.load(CrewTown.CREWS);
    assertEquals(List.of(), again.changed());
    assertEquals(1, town.crew("C1").version(), "what is the same is no other version");

    String moved =
        CrewTown.CREWS.replace(";bo|repair", "").replace("dai|repair|meter", "dai|repair;bo|meter");
    CrewImport.Outcome third =
        town.load(
            moved.lines().filter(line -> !line.startsWith("C2")).toList().stream()
                .reduce("", (all, line) -> all + line + "\n"));
    assertEquals(List.of("C1", "C3"), third.changed());
    assertEquals(List.of("C2"), third.removed());
    assertEquals("C3", crewOf("bo"));
    assertThrows(Refusal.NotFound.class, () -> town.crew("C2"));
    assertEquals(
        List.of(
            "crew.changed",
            "crew.changed",
            "crew.changed",
            "crew.removed",
            "crew.changed",
            "crew.changed"),
        town.told());
  }

  /** As other parts hear it. */
  private String crewOf(String login) {
    return town.desk.crewOf(login);
  }

  @Test
  void eachMistakeIsNamedAndNothingIsStored() {
    town.load(CrewTown.CREWS);

    wrong("C1,赵", "C 1,赵", "/lines/2/code must be a code");
    wrong("C2,岑", "C1,岑", "/lines/3/code is that of /lines/2");
    wrong("赵既明班", "", "/lines/2/name is missing");
    wrong("C1,赵既明班,S1", "C1,赵既明班,S7", "/lines/2/station there is no station S7");
    wrong("C1,赵既明班,S1", "C1,赵既明班,G1", "/lines/2/station there is no station G1");
    wrong("C1,赵既明班,S1", "C1,赵既明班,S9", "/lines/2/station there is no station S9");
    wrong("S2,330602", "S2,330604", "/lines/4/region is not in that of its station, 330602");
    wrong("120.58,30.01", "220.58,30.01", "/lines/2/lon must be a longitude");
    wrong("120.58,30.01", "120.58,", "/lines/2/lat must be a number of degrees");
    wrong("120.58,30.01", "NaN,30.01", "/lines/2/lon must be a number of degrees");
    wrong("bo|repair", "bob|repair", "/lines/2/members there is no user bob");
    wrong("bo|repair", "bo|magic", "/lines/2/members bo: there is no skill magic, only repair");
    wrong("bo|repair", "bo|repair|repair", "/lines/2/members bo has repair twice");
    wrong("bo|repair", "bo|high-voltage", "/lines/2/members bo: high-voltage needs the last day");
    wrong(":2026-11-24", ":2026-02-30", "/lines/2/members '2026-02-30' is no day");
    wrong("dai|", "bo|", "/lines/4/members bo is a member of crew C1 already");
    wrong("vehicle,", "vehicles,", "/vehicles Unknown column");
    assertEquals(1, town.crew("C1").version());
    assertEquals(3, town.told().size());
  }

  private void wrong(String what, String other, String fault) {
    assertTrue(CrewTown.CREWS.contains(what), what);
    List<String> said =
        CrewTown.faults(
            () ->
                town.load(CrewTown.CREWS.replaceFirst(java.util.regex.Pattern.quote(what), other)));
    assertTrue(said.stream().anyMatch(one -> one.startsWith(fault)), fault + " is not in " + said);
  }

  @Test
  void nobodyIsInTwoCrews() {
    town.load(CrewTown.CREWS);
    Crew wanted = crew("C4", "S2", new Member("bo", List.of()));

    assertEquals(
        List.of("/members/0/login bo is a member of crew C1 already"),
        CrewTown.faults(() -> add(wanted)));
    add(crew("C4", "S2", new Member("eva", List.of())));
    assertEquals("C4", crewOf("eva"));
    assertNull(crewOf("nobody"));
    assertThrows(Refusal.Conflict.class, () -> add(wanted), "there is a C4");
  }

  private Crew add(Crew wanted) {
    return town.book.add(CrewTown.LOADER, wanted, new FieldFaults());
  }

  private static Crew crew(String code, String station, Member... members) {
    return new Crew(code, 0, code, station, "", null, null, List.of(members));
  }

  @Test
  void whoHasSeenAnotherOneIsRefused() {
    town.load(CrewTown.CREWS);
    Crew wanted = crew("C2", "S2");

    assertThrows(Refusal.Stale.class, () -> change(wanted, 2L));
    Crew changed = change(wanted, 1L);

    assertEquals(2, changed.version());
    assertEquals("330602", changed.region(), "that of its station");
    assertEquals(List.of(), town.crew("C2").members());
    assertThrows(Refusal.NotFound.class, () -> change(crew("C7", "S1"), null));
  }

  private Crew change(Crew wanted, Long seen) {
    return town.book.change(CrewTown.LOADER, wanted, seen, new FieldFaults());
  }

  @Test
  void oneThatHasWorkStays() {
    town.load(CrewTown.CREWS);
    town.shift("C2", "2026-11-21T08:00", "2026-11-21T17:00");
    town.shift("C2", "2026-11-23T08:00", "2026-11-23T17:00");
    town.run(
        "insert into dispatch.work_order (no, request_no, kind, region, priority, minutes, people,"
            + " skills, state, crew, start_at, opened_at, stepped_at)"
            + " values ('W1', 'R1', 'survey', '330602', 3, 30, 1, '{}', 'BOOKED', 'C2', ?, ?, ?)",
        town.now,
        town.now,
        town.now);

    Refusal.Conflict refused =
        assertThrows(Refusal.Conflict.class, () -> town.book.remove(CrewTown.LOADER, "C2", 1L));
    assertEquals("crew.open-work", refused.code());
    town.run("update dispatch.work_order set ended_at = ?", town.now);
    town.book.remove(CrewTown.LOADER, "C2", 1L);

    assertEquals(List.of(), town.shifts("S1", "2026-11-20T00:00", "2026-12-20T00:00"));
    long left =
        town.work.read(
            t ->
                new io.lamplighter.kit.sql.Sql(
                        t.connection(), "select count(*) from dispatch.shift where crew = 'C2'")
                    .only(io.lamplighter.kit.sql.Row::number));
    assertEquals(1, left, "what it has done stays");
    assertEquals(3, add(crew("C2", "S1")).version(), "it may come back");
  }

  @Test
  void anotherRegionIsNobodysBusiness() {
    town.load(CrewTown.CREWS);
    Caller elsewhere = CrewTown.person("loader", "41", Role.INTEGRATOR);
    Caller agent = CrewTown.person("anna", "3306", Role.AGENT);

    assertThrows(Refusal.NotFound.class, () -> town.book.get(elsewhere, "C1"));
    assertEquals(List.of(), town.book.list(elsewhere, "", null, "", 50).items());
    assertEquals(
        List.of("/lines/2/code is that of a crew of another region"),
        CrewTown.faults(() -> town.load(elsewhere, "code,name,station,region\nC1,x,S9,410602\n")));
    assertThrows(Refusal.Forbidden.class, () -> town.load(agent, CrewTown.CREWS));
    assertEquals(3, town.book.list(agent, "3306", null, "", 50).items().size());
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    town.load(CrewTown.CREWS);

    Page<Crew> first = town.book.list(CrewTown.LOADER, "", null, "", 2);
    Page<Crew> second = town.book.list(CrewTown.LOADER, "", null, first.next(), 2);

    assertEquals(List.of("C1", "C2"), first.items().stream().map(Crew::code).toList());
    assertEquals(List.of("C3"), second.items().stream().map(Crew::code).toList());
    assertEquals(null, second.next());
    assertEquals(
        List.of("C3"),
        town.book.list(CrewTown.LOADER, "", "S2", "", 2).items().stream().map(Crew::code).toList());
  }
}
