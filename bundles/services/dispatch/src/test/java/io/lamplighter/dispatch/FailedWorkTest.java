package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one crew could not do, another can; what is begun is taken from nobody. */
class FailedWorkTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final String NINE = "2026-11-24T09:00";

  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.crew("B");
    depot.works("A", "2026-11-24");
    depot.works("B", "2026-11-24");
    depot.request("R1");
    depot.plan("R1-1", "A", TUESDAY, NINE);
    depot.publish(TUESDAY);
    depot.tellDesk();
    depot.now = Depot.at(NINE);
  }

  private String does(String login, String kind) {
    return depot.does(login, "R1-1", kind, NINE, Map.of("result", "好", "reason", "wrong-skill"));
  }

  private RequestState desk() {
    return Objects.requireNonNull(depot.requests.get("R1")).state();
  }

  private Object told(String field) {
    MoveOrder last = depot.moves.get(depot.moves.size() - 1);
    return String.valueOf(last.data().get(field));
  }

  @Test
  void whatOneCrewCouldNotDoAnotherFinishes() {
    does("A-0", "accept");
    does("A-0", "fail");
    depot.plan("R1-1", "B", TUESDAY, "2026-11-24T10:00");
    assertEquals(WorkState.OPEN, depot.order("R1-1").state());
    depot.publish(TUESDAY);
    assertEquals(WorkState.DISPATCHED, depot.order("R1-1").state());
    depot.tellDesk();
    assertEquals(RequestState.DISPATCHED, desk());
    assertEquals("B", told("crew"), "the desk knows the other crew");
    assertEquals("done", does("B-0", "finish"));
    depot.tellDesk();
    assertEquals(RequestState.RESOLVED, desk());
  }

  @Test
  void whatIsBegunIsTakenFromNobody() {
    does("A-0", "depart");
    Refusal.Conflict begun =
        assertThrows(Refusal.Conflict.class, () -> depot.plan("R1-1", null, TUESDAY, null));
    assertEquals(List.of("begun"), begun.details().get("problems"));
    does("A-0", "arrive");
    assertThrows(Refusal.Conflict.class, () -> depot.plan("R1-1", null, TUESDAY, null));
    assertEquals("done", does("A-0", "finish"));
  }

  @Test
  void theDeskIsToldThatItsCrewHasItNoMore() {
    does("A-0", "accept");
    depot.tellDesk();
    assertEquals(RequestState.ACCEPTED, desk());
    does("A-0", "fail");
    depot.tellDesk();
    assertEquals(RequestState.TRIAGED, desk());
    assertNull(depot.order("R1-1").desk().crew());
    int moves = depot.moves.size();
    depot.tellDesk();
    assertEquals(moves, depot.moves.size(), "once");
    assertEquals("refused", does("A-0", "note"), "and it adds nothing any more");
  }

  @Test
  void theDeskIsToldAnotherTimeOfWhatIsDispatched() {
    Span day = Depot.span("2026-11-24T10:00", "2026-11-25T00:00");
    Offers.Wish wish = new Offers.Wish(AppointmentMode.SLOT, day, 1, "anna");
    Bookings bookings = depot.bookings();
    Offer offer = bookings.ask(Depot.AGENT, "R1", wish).offers().get(0);
    Appointment made = bookings.take(Depot.AGENT, offer.id(), null, Locale.CHINESE).appointment();
    depot.tellDesk();
    assertEquals(offer.within(), depot.order("R1-1").desk().promise());
    assertEquals(RequestState.DISPATCHED, desk());
    bookings.cancel(Depot.AGENT, made.id(), null, null);
    depot.tellDesk();
    assertEquals(RequestState.TRIAGED, desk());
  }

  @Test
  void theDesksOwnNewsIsNotTakenBackBeforeItIsRead() {
    depot.requests.put("R1", Depot.request("R1", RequestState.ON_SITE, Depot.HOME));
    depot.work.run(
        t ->
            depot
                .tools
                .agenda()
                .put(t, new io.lamplighter.kit.agenda.Thing("R1", "R1", depot.now)));
    depot.tellDesk();
    assertEquals(RequestState.ON_SITE, desk());
  }
}
