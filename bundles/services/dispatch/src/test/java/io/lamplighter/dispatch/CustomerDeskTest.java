package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.CustomerAppointments.Time;
import io.lamplighter.api.dispatch.WorkState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The customer changes and gives up the time that he was promised, with limits. */
class CustomerDeskTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);

  private Depot depot;
  private CustomerDesk desk;

  @BeforeEach
  void start() {
    depot = new Depot();
    desk = new CustomerDesk(depot.tools);
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    depot.request("R2");
    depot.book("R1", Depot.span("2026-11-24T00:00", "2026-11-25T00:00"));
  }

  private Time promised() {
    return Objects.requireNonNull(desk.standing("R1").time());
  }

  @Test
  void heChangesIt() {
    assertEquals(Depot.at("2026-11-24T08:30"), promised().from());
    List<Time> offers = desk.offers("R1");
    assertEquals(
        List.of("slot", "slot", "slot", "slot", "day", "period"),
        offers.stream().map(one -> one.mode().wire()).toList(),
        "the day's four, the day, and within a week");
    Time taken = desk.take("R1", offers.get(2).id());
    assertEquals(Depot.at("2026-11-24T13:30"), taken.from());
    assertEquals(taken, promised());
    assertEquals(List.of("appointment.made", "appointment.changed"), depot.told("R1"));
  }

  @Test
  void heTakesADayOrAPeriod() {
    List<Time> offers = desk.offers("R1");
    Time day = desk.take("R1", offers.get(4).id());
    assertEquals(Depot.span("2026-11-24T00:00", "2026-11-25T00:00"), depot.order("R1-1").promise());
    assertEquals(AppointmentMode.DAY, day.mode());
    assertThrows(Refusal.Conflict.class, () -> desk.take("R1", offers.get(5).id()), "one of all");

    Time period = desk.take("R1", desk.offers("R1").get(5).id());
    assertEquals(AppointmentMode.PERIOD, promised().mode());
    assertEquals(Depot.at("2026-11-24T08:30"), period.from(), "nobody comes before");
    assertEquals(Depot.at("2026-11-30T00:00"), period.to());
  }

  @Test
  void heGivesItUpAndMayTakeAnother() {
    desk.giveUp("R1", promised().id());
    assertNull(desk.standing("R1").time());
    assertTrue(desk.standing("R1").isOpen());
    assertEquals(WorkState.OPEN, depot.order("R1-1").state());
    assertFalse(desk.offers("R1").isEmpty());
  }

  @Test
  void ofOthersHeTakesAndGivesUpNothing() {
    String others = desk.offers("R2").get(0).id();
    assertThrows(Refusal.Conflict.class, () -> desk.take("R1", others));
    assertThrows(Refusal.NotFound.class, () -> desk.giveUp("R2", promised().id()));
    assertNull(desk.standing("R9").time());
    assertFalse(desk.standing("R9").isOpen());
    assertThrows(Refusal.NotFound.class, () -> desk.offers("R9"));
  }

  @Test
  void whenACrewIsOnItsWayItIsTooLate() {
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T08:30");
    depot.does("A-0", "R1-1", "accept", "2026-11-24T08:30", Map.of());
    assertFalse(desk.standing("R1").isOpen());
    Refusal begun = assertThrows(Refusal.Conflict.class, () -> desk.offers("R1"));
    assertEquals("work-order.begun", begun.code());
    assertThrows(Refusal.Conflict.class, () -> desk.giveUp("R1", promised().id()));
  }

  @Test
  void afterFiveChangesHeIsToCall() {
    for (int i = 0; i < 5; i++) {
      depot.now = depot.now.plusSeconds(1);
      desk.take("R1", desk.offers("R1").get(i % 2 + 1).id());
    }
    Refusal often = assertThrows(Refusal.Conflict.class, () -> desk.offers("R1"));
    assertEquals("appointment.changed-often", often.code());
    assertFalse(depot.bookings().ask(Depot.AGENT, "R1", wish()).offers().isEmpty(), "an agent may");
  }

  @Test
  void theFirstTimeIsNoChange() {
    desk.take("R2", desk.offers("R2").get(0).id());
    for (int i = 0; i < 5; i++) {
      depot.now = depot.now.plusSeconds(1);
      desk.take("R2", desk.offers("R2").get(i % 2 + 1).id());
    }
    Refusal often = assertThrows(Refusal.Conflict.class, () -> desk.offers("R2"));
    assertEquals("appointment.changed-often", often.code());
  }

  private static Offers.Wish wish() {
    return new Offers.Wish(
        AppointmentMode.SLOT, Depot.span("2026-11-24T00:00", "2026-11-25T00:00"), 3, "anna");
  }
}
