package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.agenda.Thing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and their work agree, whoever moves which. */
class CourseTest {
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
  }

  private List<Move> moves() {
    return depot.moves.stream().map(MoveOrder::move).toList();
  }

  @Test
  void aRequestThatNeedsNobodyHasNoWork() {
    depot.request("R1", "complaint", Depot.HOME);
    assertTrue(depot.work.call(t -> new WorkTables(t.connection()).ofRequest("R1")).isEmpty());
  }

  @Test
  void workIsOpenedOnceAndFollowsItsRequest() {
    depot.request("R1");
    depot.request("R1");
    assertEquals(List.of("work-order.opened"), depot.told("R1-1"));
    WorkOrder order = depot.order("R1-1");
    assertEquals("one-post", order.kind());
    assertEquals("S1", order.station());
    assertEquals(Depot.HOME, order.at());

    depot.happens(
        "request.merged",
        "R1",
        Map.of("to", "merged", "details", Map.of("into", "R0", "why", "judged")));
    assertEquals(WorkState.CANCELLED, depot.order("R1-1").state());
    depot.happens(
        "request.unmerged", "R1", Map.of("to", "triaged", "details", Map.of("from", "R0")));
    assertEquals(WorkState.OPEN, depot.order("R1-2").state());
    depot.happens("request.triaged", "R1", Map.of("to", "triaged", "kind", "fault-repair"));
    assertEquals(WorkState.CANCELLED, depot.order("R1-2").state());
    assertEquals("repair", depot.order("R1-3").kind());
    depot.happens("request.cancelled", "R1", Map.of("to", "cancelled"));
    assertEquals(WorkState.CANCELLED, depot.order("R1-3").state());
  }

  @Test
  void whatSaysNoPlaceIsWhereTheCustomerLives() {
    depot.customers.put("C1", Depot.customer("C1", Depot.HOME));
    depot.request("R1", "service", null);
    assertNull(depot.order("R1-1").at());
    found("R1", "C1");
    assertEquals(Depot.HOME, depot.order("R1-1").at());

    Location said = new Location(120.6, 30.1);
    depot.request("R2", "service", said);
    found("R2", "C1");
    assertEquals(said, depot.order("R2-1").at(), "what was said counts more");
    depot.request("R3", "service", null);
    found("R3", "C9");
    assertNull(depot.order("R3-1").at(), "nobody knows him");
  }

  private void found(String request, String customer) {
    Map<String, Object> how =
        Map.of("by", "number", "customerClass", "residential", "important", false);
    depot.happens("request.matched", request, Map.of("customerNo", customer, "details", how));
  }

  @Test
  void whileTheDeskIsAwayNothingIsOpenedAndNothingLost() {
    depot.deskAway = true;
    assertThrows(Refusal.Unavailable.class, () -> depot.request("R1"));
    assertTrue(depot.work.call(t -> new WorkTables(t.connection()).ofRequest("R1")).isEmpty());
    depot.deskAway = false;
    depot.request("R1");
    assertEquals(WorkState.OPEN, depot.order("R1-1").state());
  }

  @Test
  void aBookingSchedulesItsRequestOnceTheDeskIsThere() {
    depot.request("R1");
    depot.book("R1", DAY);
    depot.deskAway = true;
    depot.tellDesk();
    assertEquals(List.of(), depot.moves);
    depot.deskAway = false;
    depot.now = depot.now.plus(Duration.ofMinutes(2));
    depot.tellDesk();
    assertEquals(List.of(Move.SCHEDULE), moves());
    assertEquals(depot.order("R1-1").promise(), depot.order("R1-1").desk().promise());

    Span within = Objects.requireNonNull(depot.order("R1-1").promise());
    Map<String, Object> said =
        Map.of("from", within.from().toString(), "to", within.to().toString());
    depot.happens(
        "system:dispatch", "request.scheduled", "R1", Map.of("to", "scheduled", "details", said));
    assertEquals(List.of("appointment.made"), depot.told("R1"), "our own word is no news");
  }

  @Test
  void againChangesNothing() {
    depot.request("R1");
    depot.book("R1", DAY);
    depot.tellDesk();
    depot.work.run(t -> depot.tools.agenda().put(t, new Thing("R1", "R1", depot.now)));
    depot.tellDesk();
    assertEquals(List.of(Move.SCHEDULE), moves());
  }

  @Test
  void whatIsDoneAtTheDeskByHandIsBroughtHere() {
    depot.request("R1");
    Map<String, Object> at = Map.of("from", "2026-11-24T01:00:00Z", "to", "2026-11-24T03:00:00Z");
    depot.happens("request.scheduled", "R1", Map.of("to", "scheduled", "details", at));
    assertEquals(WorkState.BOOKED, depot.order("R1-1").state());
    assertEquals(List.of("appointment.made"), depot.told("R1"));
    depot.happens(
        "request.dispatched", "R1", Map.of("to", "dispatched", "details", Map.of("crew", "A")));
    WorkOrder order = depot.order("R1-1");
    assertEquals(WorkState.DISPATCHED, order.state());
    assertEquals("A", order.crew());
    assertEquals(Depot.at("2026-11-24T09:00"), order.start());
    depot.happens("request.accepted", "R1", Map.of("to", "accepted"));
    depot.happens("request.arrived", "R1", Map.of("to", "on-site"));
    assertEquals(WorkState.ARRIVED, depot.order("R1-1").state());
    depot.happens("request.resolved", "R1", Map.of("to", "resolved"));
    assertEquals(WorkState.FINISHED, depot.order("R1-1").state());

    depot.requests.put("R1", Depot.request("R1", RequestState.RESOLVED, Depot.HOME));
    depot.tellDesk();
    assertEquals(List.of(), depot.moves, "the desk has said it itself");
    depot.happens("request.reopened", "R1", Map.of("to", "triaged"));
    assertEquals(WorkState.OPEN, depot.order("R1-2").state());
    assertNull(depot.order("R1-2").crew());
  }

  private WorkOrder sent(String no, String crew) {
    depot.happens(
        "request.dispatched", no, Map.of("to", "dispatched", "details", Map.of("crew", crew)));
    return depot.order(no + "-1");
  }

  private Object why(String no) {
    return depot.journal.all().stream()
        .filter(fact -> fact.type().equals("work-order.assigned") && fact.subject().equals(no))
        .map(fact -> fact.data().get("why"))
        .findFirst()
        .orElseThrow();
  }

  /** Nobody has work without an entry on the capacity sheet and a clock, or somebody is to look. */
  @Test
  void whatTheDeskGivesAwayWithoutCapacityOrClockIsSaid() {
    depot.request("R1");
    assertEquals("clock", sent("R1", "A").conflict());
    depot.request("R2");
    depot.book("R2", DAY);
    assertNull(sent("R2", "A").conflict());
    depot.crew("B");
    depot.request("R3");
    WorkOrder nobodys = sent("R3", "B");
    assertEquals("capacity", nobodys.conflict(), "B has no shift");
    assertTrue(
        WorkView.of(nobodys, depot.now, Duration.ofHours(2), Locale.ENGLISH).problems().stream()
            .anyMatch(one -> one.says().contains("no entry on the capacity sheet")));
    assertEquals("by-hand", why("R3-1"));
    depot.request("E1", "emergency", Depot.HOME);
    assertNull(sent("E1", "B").conflict(), "danger waits for neither");
    assertEquals("emergency", why("E1-1"));
  }

  @Test
  void aCrewThatNobodyKnowsHereIsNotTakenBackFromTheDesk() {
    depot.request("R1");
    Map<String, Object> at = Map.of("from", "2026-11-24T01:00:00Z", "to", "2026-11-24T03:00:00Z");
    depot.happens("request.scheduled", "R1", Map.of("to", "scheduled", "details", at));
    depot.happens(
        "request.dispatched", "R1", Map.of("to", "dispatched", "details", Map.of("crew", "Z")));
    assertEquals("crew", depot.order("R1-1").conflict());
    depot.requests.put("R1", Depot.request("R1", RequestState.DISPATCHED, Depot.HOME));
    depot.work.run(t -> depot.tools.agenda().put(t, new Thing("R1", "R1", depot.now)));
    depot.tellDesk();
    assertEquals(List.of(), depot.moves);
  }
}
