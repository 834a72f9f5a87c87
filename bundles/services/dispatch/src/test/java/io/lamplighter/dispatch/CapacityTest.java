package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.CapacityLine;
import io.lamplighter.api.dispatch.CrewLine;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.dispatch.Capacity.Look;
import io.lamplighter.dispatch.Capacity.Relieved;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where more is wanted than can be done is told in time, and what is decided is done. */
@NullUnmarked
class CapacityTest {
  private static final Caller DISPATCHER = CrewTown.person("disp", "3306", Role.DISPATCHER);
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

  private static final Instant MONDAY_EVENING = CrewTown.at("2026-11-23T18:00");

  private final CrewTown town = new CrewTown();
  private final CapacityDesk desk = town.capacity();
  private final Capacity capacity = desk.capacity();

  /** C1 repairs with two people, C3 of the neighbouring station would with one more. */
  @BeforeEach
  void crews() {
    town.load(CrewTown.CREWS.replace("dai|repair|meter", "dai|repair|meter;eva|repair"));
    town.roster("C1", calendar("20261123T080000"));
    town.roster("C3", calendar("20261123T080000"));
  }

  private static String calendar(String begin) {
    return """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:day
        DTSTART;TZID=Asia/Shanghai:%s
        DURATION:PT4H
        RRULE:FREQ=DAILY
        END:VEVENT
        END:VCALENDAR
        """
        .formatted(begin);
  }

  /** An order that no crew has. */
  private void wanted(String no, @Nullable Instant promisedTo, @Nullable Instant due) {
    town.run(
        "insert into dispatch.work_order (no, request_no, kind, region, station, priority, minutes,"
            + " people, skills, state, from_at, to_at, due_at, opened_at, stepped_at)"
            + " values (?, ?, 'repair', '330602', 'S1', 5, 60, 2, '{repair}', 'OPEN',"
            + " ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, ?)",
        no,
        no,
        promisedTo == null ? null : promisedTo.minusSeconds(3_600).toString(),
        promisedTo == null ? null : promisedTo.toString(),
        due == null ? null : due.toString(),
        town.now,
        town.now);
  }

  private Unit station() {
    return capacity.station(DISPATCHER, "S1");
  }

  private Look look(LocalDate day) {
    return capacity.look(DISPATCHER, station(), day);
  }

  @Test
  void whatFitsIsNoShortage() {
    wanted("W1", null, CrewTown.at("2026-11-23T18:00"));
    wanted("W2", null, CrewTown.at("2026-11-24T18:00"));
    wanted("W3", null, null);

    Look look = look(MONDAY);

    assertEquals(List.of(), look.shortages());
    CrewRoom crew = look.sheet().crews().get(0);
    assertEquals(240, crew.canMinutes());
    assertEquals("赵既明班", look.names().get("C1"));
  }

  /** Monday's four hours hold three repairs of 80 minutes; five that are due then do not fit. */
  @Test
  void whatMustBeDoneUpToADayHasToFitUpToThen() {
    shortage();

    List<Relieved> found = look(MONDAY).shortages();

    assertEquals(List.of("", "repair"), found.stream().map(one -> one.shortage().code()).toList());
    Shortage repair = found.get(1).shortage();
    assertEquals(400, repair.wantedMinutes());
    assertEquals(240, repair.canMinutes());
    assertEquals(
        List.of("W1", "W2", "W3", "W4", "W5"),
        repair.orders().stream().map(Shortage.Wanted::order).toList());
    assertEquals(List.of(), look(MONDAY.plusDays(1)).shortages(), "there it is over");
    assertEquals(
        List.of("neighbour-crew", "overtime"),
        found.get(1).reliefs().stream().map(one -> one.kind().wire()).toList());
  }

  @Test
  void itIsToldOfOnce() {
    shortage();
    ShortageWatch watch = new ShortageWatch(town.desk, capacity);

    assertEquals(2, watch.look().shortages());
    watch.look();

    assertEquals(2, town.told().stream().filter("capacity.short-found"::equals).count());
    assertEquals("S1/2026-11-23", town.journal.all().get(town.told().size() - 1).subject());
  }

  @Test
  void stationsOfOtherRegionsAreNobodysNeighbours() {
    Caller other = CrewTown.person("disp", "33060201", Role.DISPATCHER);
    assertEquals(
        List.of("S2"),
        Reliefs.neighbours(DISPATCHER, town.desk.organisation(), station(), town.now));
    assertEquals(
        List.of(), Reliefs.neighbours(other, town.desk.organisation(), station(), town.now));
  }

  @Test
  void whoeverHasACrewLessIsToldToo() {
    shortage();
    String proposal = proposal("neighbour-crew");
    town.run("update dispatch.crew set region = '330603' where code = 'C3'");

    capacity.accept(DISPATCHER, station(), MONDAY, "repair", proposal, null);

    assertEquals(
        List.of("330602", "330603"),
        town.journal.all().stream()
            .filter(fact -> fact.type().equals("capacity.proposal-accepted"))
            .map(fact -> fact.region())
            .toList());
  }

  @Test
  void neighboursAreAskedOnceHoweverMuchIsShort() {
    shortage();
    List<String> asked = new ArrayList<>();
    Capacity counting =
        new Capacity(
            town.desk,
            (connection, station, span, now) -> {
              asked.add(station);
              return List.of();
            },
            new OtherDay(town.tools()),
            Duration.ofHours(2));
    assertEquals(2, counting.look(DISPATCHER, station(), MONDAY).shortages().size());
    assertEquals(List.of("S1", "S2"), asked);
    asked.clear();
    counting.look(DISPATCHER, station(), MONDAY.plusDays(1));
    assertEquals(List.of("S1"), asked, "nobody is asked for what is not short");
  }

  @Test
  void aNeighboursCrewHelpsOut() {
    shortage();
    String proposal = proposal("neighbour-crew");

    capacity.accept(DISPATCHER, station(), MONDAY, "repair", proposal, null);

    assertEquals(
        List.of("C1", "C3"),
        town.shifts("S1", "2026-11-23T00:00", "2026-11-24T00:00").stream()
            .map(CrewShift::crew)
            .toList());
    assertEquals(List.of(), look(MONDAY).shortages());
    assertTrue(town.told().contains("capacity.proposal-accepted"));
    Refusal.Conflict gone =
        assertThrows(
            Refusal.Conflict.class,
            () -> capacity.accept(DISPATCHER, station(), MONDAY, "repair", proposal, null));
    assertEquals("capacity.proposal-gone", gone.code());
  }

  private void shortage() {
    for (int i = 1; i <= 5; i++) {
      wanted("W" + i, null, CrewTown.at("2026-11-23T18:00"));
    }
  }

  private String proposal(String kind) {
    return look(MONDAY).shortages().get(1).reliefs().stream()
        .filter(one -> one.kind().wire().equals(kind))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void aCrewWorksLonger() {
    shortage();

    capacity.accept(DISPATCHER, station(), MONDAY, "repair", proposal("overtime"), null);

    assertEquals(
        CrewTown.span("2026-11-23T08:00", "2026-11-23T15:00"),
        town.shifts("S1", "2026-11-23T00:00", "2026-11-24T00:00").get(0).span());
    assertEquals(List.of(), look(MONDAY).shortages());
    assertEquals(2, town.rosters.get(town.crew("C1")).version());
  }

  @Test
  void whatIsPromisedMayWaitAndItsCustomersAreTold() {
    for (int i = 1; i <= 5; i++) {
      wanted("W" + i, CrewTown.at("2026-11-23T11:00"), null);
    }
    String proposal = proposal("other-day");

    assertEquals("other-day:2026-11-24", proposal);
    capacity.accept(DISPATCHER, station(), MONDAY, "repair", proposal, null);
    assertTrue(town.told().contains("capacity.proposal-accepted"));
    List<WorkOrder> moved =
        town
            .work
            .read(t -> new WorkTables(t.connection()).of(List.of("W1", "W2", "W3", "W4", "W5")))
            .values()
            .stream()
            .filter(order -> order.crew() != null)
            .toList();
    assertEquals(2, moved.size(), "160 minutes are missing, each takes 80 with its way");
    for (WorkOrder order : moved) {
      assertEquals(CrewTown.span("2026-11-24T08:30", "2026-11-24T10:30"), order.promise());
      assertTrue(town.told().contains("appointment.changed"));
    }
    for (Relieved left : look(MONDAY).shortages()) {
      assertEquals(3, left.shortage().orders().size(), "the others are still wanted");
    }
  }

  private WorkOrder order(String no) {
    return Objects.requireNonNull(town.work.find(t -> new WorkTables(t.connection()).get(no)));
  }

  private List<String> moved() {
    return look(MONDAY).shortages().get(0).reliefs().stream()
        .filter(one -> one.kind() == Relief.Kind.OTHER_DAY)
        .findFirst()
        .orElseThrow()
        .orders();
  }

  /** 160 minutes are missing: two of five, and whom it concerns least. */
  @Test
  void onlyAsManyAsAreMissingWaitAndTheLoosestPromisesFirst() {
    for (int i = 1; i <= 5; i++) {
      wanted("W" + i, CrewTown.at("2026-11-23T11:00"), null);
    }
    promised("W3", "2026-11-23T00:00", "2026-11-24T00:00");
    promised("W5", "2026-11-23T00:00", "2026-11-24T00:00");
    town.run("update dispatch.work_order set important = true where no = 'W5'");
    assertEquals(List.of("W3", "W1"), moved(), "important customers last");

    promised("W2", "2026-11-23T08:00", "2026-11-23T11:00");
    assertEquals(List.of("W3", "W2"), moved());
    town.run("update dispatch.work_order set due_at = ? where no = 'W2'", MONDAY_EVENING);
    assertEquals(List.of("W3", "W1"), moved(), "its limit would pass");
  }

  private void promised(String no, String from, String to) {
    town.run(
        "update dispatch.work_order set from_at = ?, to_at = ?, mode = 'DAY' where no = ?",
        CrewTown.at(from),
        CrewTown.at(to),
        no);
  }

  /** What a crew has and nobody was told of makes room for what was promised. */
  @Test
  void whatNobodyWasToldOfWaitsFirst() {
    wanted("U1", null, null);
    town.run(
        "update dispatch.work_order set crew = 'C1', shift_day = '2026-11-23', start_at = ?"
            + " where no = 'U1'",
        CrewTown.at("2026-11-23T08:20"));
    wanted("W1", CrewTown.at("2026-11-23T11:00"), null);
    wanted("W2", CrewTown.at("2026-11-23T11:00"), null);
    assertEquals(List.of("U1"), moved());

    capacity.accept(DISPATCHER, station(), MONDAY, "", "other-day:2026-11-24", null);

    assertEquals(MONDAY.plusDays(1), order("U1").day());
    assertEquals(CrewTown.span("2026-11-24T08:30", "2026-11-24T10:30"), order("U1").promise());
    assertTrue(town.told().contains("appointment.made"));
    assertEquals(List.of(), look(MONDAY).shortages());
    assertEquals(CrewTown.span("2026-11-23T10:00", "2026-11-23T11:00"), order("W1").promise());
  }

  @Test
  void allOfAProposalIsDoneOrNothing() {
    for (int i = 1; i <= 5; i++) {
      wanted("W" + i, CrewTown.at("2026-11-23T11:00"), null);
    }
    List<String> tooMany = List.of("W1", "W2", "W3");
    OtherDay otherDay = new OtherDay(town.tools());
    int told = town.told().size();
    assertThrows(
        Refusal.Conflict.class,
        () ->
            town.work.command(
                t -> {
                  if (!otherDay.carryOut(t, DISPATCHER, "S1", MONDAY.plusDays(1), tooMany)) {
                    throw new Refusal.Conflict("it", new Text("not all", "非全部"));
                  }
                  return Boolean.TRUE;
                }));
    assertNull(order("W1").crew());
    assertEquals(told, town.told().size());
  }

  @Test
  void whoMayNotDecidesNothing() {
    shortage();
    String proposal = proposal("overtime");
    Caller agent = CrewTown.person("anna", "3306", Role.AGENT);
    Caller elsewhere = CrewTown.person("disp", "41", Role.DISPATCHER);

    assertThrows(
        Refusal.Forbidden.class,
        () -> capacity.accept(agent, station(), MONDAY, "repair", proposal, null));
    assertThrows(Refusal.NotFound.class, () -> capacity.station(elsewhere, "S1"));
    assertThrows(Refusal.NotFound.class, () -> capacity.station(DISPATCHER, "G1"));
  }

  /** Two hours after it should have gone on. */
  @Test
  void whatStandsStillIsNamed() {
    wanted("W1", CrewTown.at("2026-11-22T13:00"), null);
    wanted("W2", CrewTown.at("2026-11-22T18:00"), null);
    town.now = CrewTown.at("2026-11-22T15:30");

    assertEquals(
        List.of("W1"), look(MONDAY).held().stream().map(CapacityTables.Held::workOrder).toList());
  }

  @Test
  void theBoardHoldsTheSameBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String no = "W" + i;
      Instant at = town.now.plus(Duration.ofMinutes(random.nextInt(600)));
      wanted(no, random.nextBoolean() ? at : null, null);
      town.run(
          "update dispatch.work_order set start_at = ?::timestamptz, stepped_at = ?, ended_at ="
              + " ?::timestamptz where no = ?",
          random.nextBoolean() ? at.minusSeconds(600).toString() : null,
          town.now.plus(Duration.ofMinutes(random.nextInt(300))),
          random.nextInt(5) == 0 ? at.toString() : null,
          no);
      all.add(no);
    }
    town.now = town.now.plus(Duration.ofHours(7));

    List<String> onBoard =
        town.work.read(
            t -> {
              WorkTables tables = new WorkTables(t.connection());
              List<String> held = new ArrayList<>();
              for (String no : all) {
                if (WorkView.isHeldBack(tables.get(no), town.now, Duration.ofHours(2))) {
                  held.add(no);
                }
              }
              return held;
            });

    assertEquals(
        onBoard.stream().sorted().toList(),
        look(MONDAY).held().stream().map(CapacityTables.Held::workOrder).sorted().toList(),
        "seed " + seed);
    assertTrue(!onBoard.isEmpty() && onBoard.size() < all.size(), "seed " + seed);
  }

  @Test
  void othersAreToldInLines() {
    shortage();

    List<CrewLine> crews = desk.crews(DISPATCHER, "S1");
    List<CapacityLine> sheet = desk.sheet(DISPATCHER, "S1", MONDAY);

    assertEquals(List.of("C1", "C2"), crews.stream().map(CrewLine::crew).toList());
    assertEquals(CrewTown.at("2026-11-23T08:00"), crews.get(0).from());
    assertEquals(2, crews.get(0).members());
    assertEquals(240, sheet.get(0).can());
    assertEquals(List.of(), desk.crews(CrewTown.person("disp", "41", Role.DISPATCHER), null));
    assertEquals(
        1, town.work.read(t -> CrewWatch.look(t.connection(), town.now, MONDAY)).lapsing().size());
  }
}
