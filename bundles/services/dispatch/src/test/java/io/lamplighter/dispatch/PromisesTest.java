package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers are told what becomes of what they were promised, and only what is true. */
class PromisesTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
  }

  private String state() {
    return depot
        .work
        .call(t -> new Appointments(t.connection()).ofRequest("R1", 10))
        .get(0)
        .state();
  }

  private void published() {
    depot.book("R1", DAY);
    depot.publish(TUESDAY);
  }

  private String does(String kind, String at) {
    return depot.does("A-0", "R1-1", kind, at, Map.of("result", "好"));
  }

  @Test
  void whoWasThereInTimeAndSaysItLateHasMissedNobody() {
    published();
    depot.now = Depot.at("2026-11-24T11:00");
    assertEquals(1, new NoShows(depot.tools).look());
    assertEquals("missed-by-crew", state());
    assertEquals("done", does("arrive", "2026-11-24T10:00"));
    assertEquals("kept", state());
    assertEquals(
        List.of("appointment.made", "appointment.missed", "appointment.kept"), depot.told("R1"));
  }

  @Test
  void whoComesLateWithoutSayingSoHasNotKeptIt() {
    published();
    depot.now = Depot.at("2026-11-24T11:00");
    assertEquals("done", does("finish", "2026-11-24T11:00"));
    assertEquals("missed-by-crew", state());
    assertEquals(List.of("appointment.made", "appointment.missed"), depot.told("R1"));
    assertEquals("late", does("arrive", "2026-11-24T09:30"));
    assertEquals("kept", state(), "what the phone says later");
  }

  @Test
  void whoComesTooEarlyHasMissedNothingButIsToldApart() {
    depot.book("R1", Depot.span("2026-11-24T10:00", "2026-11-24T13:00"));
    depot.publish(TUESDAY);
    Span promised = Objects.requireNonNull(depot.order("R1-1").promise());
    assertEquals(Depot.at("2026-11-24T10:30"), promised.from());
    depot.now = Depot.at("2026-11-24T10:00");
    assertEquals("done", does("arrive", "2026-11-24T10:00"));
    assertEquals("early", state());
    assertEquals(List.of("appointment.made", "appointment.kept"), depot.told("R1"));
    assertEquals(30L, early());
  }

  @Test
  void aQuarterOfAnHourBeforeIsInTime() {
    depot.book("R1", Depot.span("2026-11-24T10:00", "2026-11-24T13:00"));
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T12:40");
    assertEquals(1, new NoShows(depot.tools).look());
    assertEquals("done", does("arrive", "2026-11-24T10:15"));
    assertEquals("kept", state());
    assertNull(early());
  }

  private @Nullable Object early() {
    return depot.journal.all().stream()
        .filter(fact -> fact.type().equals("appointment.kept"))
        .findAny()
        .orElseThrow()
        .data()
        .get("earlyMinutes");
  }

  @Test
  void whatEndsWithItsRequestIsTold() {
    published();
    depot.happens("request.cancelled", "R1", Map.of("to", "cancelled"));
    assertEquals(List.of("appointment.made", "appointment.cancelled"), depot.told("R1"));
  }

  @Test
  void anOlderWordOfTheDeskDoesNotUndoANewerPromise() {
    depot.now = Depot.at("2026-11-23T09:05");
    depot.book("R1", DAY);
    Span promised = Objects.requireNonNull(depot.order("R1-1").promise());
    depot.now = Depot.at("2026-11-23T09:00");
    Map<String, Object> at = Map.of("from", "2026-11-25T01:00:00Z", "to", "2026-11-25T03:00:00Z");
    depot.requests.put("R1", Depot.request("R1", RequestState.SCHEDULED, Depot.HOME));
    depot.happens("request.scheduled", "R1", Map.of("to", "scheduled", "details", at));
    assertEquals(promised, depot.order("R1-1").promise());
    assertEquals(List.of("appointment.made"), depot.told("R1"));
    depot.now = Depot.at("2026-11-23T09:06");
    depot.tellDesk();
    assertEquals(promised.from().toString(), depot.moves.get(0).data().get("from"));
  }

  @Test
  void whomNobodyKnowsIsGivenNothing() {
    depot.happens(
        "request.dispatched", "R1", Map.of("to", "dispatched", "details", Map.of("crew", "A1x")));
    assertNull(depot.order("R1-1").crew());
    assertEquals("crew", depot.order("R1-1").conflict());
    assertEquals(
        List.of("R1-1"), depot.board(TUESDAY).waiting().stream().map(WorkOrder::no).toList());
    depot.plan("R1-1", "A", TUESDAY, null);
    assertNull(depot.order("R1-1").conflict(), "somebody has looked");
  }

  @Test
  void whatIsDispatchedInTheEveningIsDoneInTheMorning() {
    depot.now = Depot.at("2026-11-23T20:00");
    depot.happens(
        "request.dispatched", "R1", Map.of("to", "dispatched", "details", Map.of("crew", "A")));
    assertEquals(Depot.at("2026-11-24T08:30"), depot.order("R1-1").start());
    assertEquals(1, depot.board(TUESDAY).tours().get(0).stops().size());
  }

  @Test
  void oneLateCrewKeepsNobodyFromBeingTold() {
    depot.crew("B");
    published();
    depot.works("B", "2026-11-24");
    depot.request("R2");
    depot.plan("R2-1", "A", TUESDAY, "2026-11-24T09:30");
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T12:00");
    does("arrive", "2026-11-24T12:00");
    depot.request("R3");
    depot.plan("R3-1", "B", TUESDAY, "2026-11-24T14:00");
    depot.publish(TUESDAY);
    assertEquals(WorkState.DISPATCHED, depot.order("R3-1").state());
  }

  private void missing(String... logins) {
    depot.work.run(
        t -> {
          new RosterTables(t.connection()).renew("A", Depot.MONDAY);
          for (String login : logins) {
            new Sql(
                    t.connection(),
                    "insert into dispatch.absence (login, crew, from_at, to_at, noted_by, noted_at)"
                        + " values (?, 'A', ?, ?, 'anna', ?)")
                .with(login, DAY.from(), DAY.to(), depot.now)
                .run();
          }
        });
  }

  @Test
  void whatAnIllCrewHasOthersDoAsPromised() {
    published();
    depot.tellDesk();
    depot.crew("B");
    depot.works("B", "2026-11-24");
    missing("A-0", "A-1");
    Doubts doubts = new Doubts(depot.tools);
    assertEquals(1, doubts.round());
    assertEquals(0, doubts.round());
    WorkOrder order = depot.order("R1-1");
    assertEquals("B", order.crew());
    assertEquals(List.of("appointment.made"), depot.told("R1"), "the customer notices nothing");
    depot.tellDesk();
    assertEquals("B", depot.moves.get(depot.moves.size() - 1).data().get("crew"));
  }

  private Stranded stranded() {
    published();
    depot.tellDesk();
    missing("A-0", "A-1");
    assertEquals(1, new Doubts(depot.tools).round());
    assertNull(depot.order("R1-1").crew());
    return new Stranded(depot.tools);
  }

  private Span promise() {
    return Objects.requireNonNull(depot.order("R1-1").promise());
  }

  @Test
  void whomNobodyCanServeIsToldBeforeHisTimeBegins() {
    Stranded stranded = stranded();
    assertEquals(0, stranded.round());
    assertEquals(List.of("appointment.made"), depot.told("R1"), "there is time yet");
    depot.now = promise().from().minus(Duration.ofMinutes(60));
    assertEquals(1, stranded.round());
    assertEquals(List.of("appointment.made", "appointment.cancelled"), depot.told("R1"));
    assertEquals(
        List.of("R1-1"), depot.board(TUESDAY).waiting().stream().map(WorkOrder::no).toList());
  }

  @Test
  void whatHasLostItsCrewIsGivenToTheFirstThatHasTime() {
    Stranded stranded = stranded();
    depot.now = promise().from().minus(Duration.ofMinutes(90));
    assertEquals(0, stranded.round());
    depot.crew("B");
    depot.works("B", "2026-11-24");
    assertEquals(0, stranded.round(), "that was tried just now");
    depot.now = depot.now.plus(Duration.ofMinutes(1));
    assertEquals(1, stranded.round());
    assertEquals("B", depot.order("R1-1").crew());
    assertEquals(WorkState.DISPATCHED, depot.order("R1-1").state());
    assertEquals(List.of("appointment.made"), depot.told("R1"), "the customer notices nothing");
  }

  @Test
  void aCrewStaysLongerForAPromiseWhenTimeIsShort() {
    depot.crew("B");
    depot.shift("B", "2026-11-24T08:30", "2026-11-24T09:15");
    Stranded stranded = stranded();
    assertEquals(0, stranded.round());
    depot.now = promise().from().minus(Duration.ofMinutes(60));
    assertEquals(1, stranded.round());
    assertEquals("B", depot.order("R1-1").crew(), "at home half an hour late");
  }
}
