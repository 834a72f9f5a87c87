package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.dispatch.AppointmentMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a crew has in a shift stays in it, however late, early or deep in the night it is. */
class ShiftsKeepTheirWorkTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = TUESDAY.plusDays(1);

  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
  }

  private void planned(String request, String start) {
    depot.request(request);
    depot.plan(request + "-1", "A", TUESDAY, start);
  }

  private List<String> tour(LocalDate day) {
    return depot.board(day).tours().stream()
        .flatMap(tour -> tour.jobs().stream())
        .map(Job::order)
        .toList();
  }

  private String does(String order, String kind, String at) {
    return depot.does("A-0", order, kind, at, Map.of("result", "好"));
  }

  @Test
  void whatALateCrewBeginsAfterItsShiftIsStillItsOwn() {
    planned("R1", "2026-11-24T14:00");
    planned("R2", "2026-11-24T15:30");
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T16:40");
    does("R1-1", "arrive", "2026-11-24T16:40");
    assertEquals(Depot.at("2026-11-24T17:40"), depot.order("R2-1").start(), "after the shift");
    assertEquals(List.of("R1-1", "R2-1"), tour(TUESDAY));
    assertEquals(List.of(), depot.board(TUESDAY).waiting());
    StationDay mine =
        depot.work.call(
            t -> StationDay.ofCrew(depot.tools, t.connection(), "A", TUESDAY, depot.now));
    assertEquals(2, mine.tours().get(0).stops().size());

    depot.request("R3");
    Span left = Depot.span("2026-11-24T16:40", "2026-11-25T00:00");
    Offers.Wish wish = new Offers.Wish(AppointmentMode.DAY, left, 3, "anna");
    assertEquals(List.of(), depot.bookings().ask(Depot.AGENT, "R3", wish).offers());
    does("R1-1", "finish", "2026-11-24T16:45");
    depot.now = Depot.at("2026-11-24T16:45");
    assertTrue(
        Objects.requireNonNull(depot.order("R2-1").start()).isBefore(Depot.at("2026-11-24T17:00")),
        "it comes back when the crew catches up");
  }

  @Test
  void whoeverArrivesBeforeTheShiftIsOnIt() {
    planned("R1", "2026-11-24T08:30");
    planned("R2", "2026-11-24T09:30");
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T08:25");
    assertEquals("done", does("R1-1", "arrive", "2026-11-24T08:25"));
    assertEquals(Depot.at("2026-11-24T08:25"), depot.order("R1-1").start());
    assertEquals(List.of("R1-1", "R2-1"), tour(TUESDAY));
    assertEquals(List.of(), depot.board(TUESDAY).waiting());
  }

  @Test
  void whatIsDoneEarlyKeepsNobodyUntilItWasPlanned() {
    planned("R1", "2026-11-24T15:00");
    planned("R2", "2026-11-24T11:00");
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T10:00");
    assertEquals("done", does("R1-1", "finish", "2026-11-24T10:00"));
    assertEquals(Depot.at("2026-11-24T10:00"), depot.order("R1-1").start());
    assertEquals(Depot.at("2026-11-24T11:00"), depot.order("R2-1").start());
    assertEquals("late", does("R1-1", "arrive", "2026-11-24T09:10"), "its phone's older act");
    assertEquals(Depot.at("2026-11-24T09:10"), depot.order("R1-1").start());
    Tour tour = depot.board(TUESDAY).tours().get(0);
    assertEquals(
        Duration.ofMinutes(50),
        Duration.between(
            tour.stops().get(0).start(), Objects.requireNonNull(tour.stop("R1-1")).leave()));
  }

  @Test
  void whatTheDeskSaysIsDoneIsDoneThen() {
    planned("R1", "2026-11-24T15:00");
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T10:00");
    depot.happens("request.resolved", "R1", Map.of("to", "resolved"));
    assertEquals(Depot.at("2026-11-24T10:00"), depot.order("R1-1").start());
  }

  @Test
  void nightWorkIsOnTheBoardOfTheDayOnWhichItsShiftBegins() {
    depot.crew("N");
    depot.shift("N", "2026-11-24T22:00", "2026-11-25T06:00");
    depot.works("A", "2026-11-25");
    depot.request("R1");
    depot.plan("R1-1", "N", TUESDAY, "2026-11-25T01:00");
    assertEquals(Depot.at("2026-11-25T01:00"), depot.order("R1-1").start());
    assertEquals(List.of("R1-1"), tour(TUESDAY));
    assertEquals(List.of(), depot.board(WEDNESDAY).waiting(), "nobody moves it to a day crew");

    long seen = depot.board(TUESDAY).version();
    long other = depot.board(WEDNESDAY).version();
    depot.plan("R1-1", "N", TUESDAY, "2026-11-25T02:00");
    assertTrue(depot.board(TUESDAY).version() > seen, "who saw the board is told");
    depot.plan("R1-1", null, TUESDAY, null);
    assertEquals(other, depot.board(WEDNESDAY).version());
  }

  @Test
  void whatHasNoShiftAnyMoreWaits() {
    planned("R1", "2026-11-24T15:00");
    depot.work.run(
        t -> new RosterTables(t.connection()).lay("A", List.of(), Depot.at("2026-11-23T08:00")));
    assertEquals(
        List.of("R1-1"), depot.board(TUESDAY).waiting().stream().map(WorkOrder::no).toList());
  }

  @Test
  void aCrewThatHelpsOutIsOnTheBoardWhereItWorks() {
    depot.crew("B");
    depot.work.run(
        t -> {
          new io.lamplighter.kit.sql.Sql(
                  t.connection(), "update dispatch.crew set station = 'S2' where code = 'B'")
              .run();
        });
    depot.works("B", "2026-11-24");
    CrewShift shift =
        depot.work.call(
            t -> depot.tools.shifts(t.connection()).ofCrew("B", depot.tools.span(TUESDAY)).get(0));
    depot.work.run(t -> new CapacityTables(t.connection()).lend(shift, "S1", "anna", depot.now));
    depot.request("R1");
    depot.plan("R1-1", "B", TUESDAY, "2026-11-24T10:00");
    depot.publish(TUESDAY);
    assertEquals(io.lamplighter.api.dispatch.WorkState.DISPATCHED, depot.order("R1-1").state());
    assertTrue(depot.board(TUESDAY).crews().containsKey("B"));
    StationDay mine =
        depot.work.call(
            t -> StationDay.ofCrew(depot.tools, t.connection(), "B", TUESDAY, depot.now));
    assertEquals("S1", mine.station());
    assertEquals(1, mine.tours().get(0).stops().size());
    StationDay home = new Plans(depot.tools).read(Depot.AGENT, "S2", TUESDAY);
    assertEquals(List.of(), home.waiting(), "its own station does not take it for forgotten");
  }
}
