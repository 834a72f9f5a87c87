package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.clocks.Clock;
import io.lamplighter.kit.agenda.Due;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer who was not there has his limits stand still; a crew that was not has not. */
class StandstillTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.works("A", "2026-11-25");
    depot.request("R1");
    depot.limit("c1", "R1", "service.other");
    depot.limit("c2", "R1", "complaint.plan");
    depot.limit("c3", "R2", "service.other");
    depot.book("R1", DAY);
    depot.publish(TUESDAY);
    depot.now = Depot.at("2026-11-24T09:00");
  }

  private Clock clock(String id) {
    return Objects.requireNonNull(depot.limits.get(id));
  }

  private void absent() {
    depot.does("A-0", "R1-1", "fail", "2026-11-24T09:00", Map.of("reason", "customer-absent"));
    depot.hear("appointment.missed", "R1");
  }

  @Test
  void theLimitStandsStillWithTheEntryAsEvidence() {
    absent();
    depot.tellDesk();
    assertEquals(Clock.State.PAUSED, clock("c1").state());
    Clock.Stop stop = clock("c1").pauses().get(0);
    assertEquals("customer-absent", stop.reason());
    assertTrue(stop.evidence().matches("1-\\d+"), stop.evidence());
    assertEquals(Clock.State.RUNNING, clock("c2").state(), "its rule knows no such reason");
    assertEquals(Clock.State.RUNNING, clock("c3").state(), "another request's");
    depot.tellDesk();
    assertEquals(1, clock("c1").pauses().size(), "once");
  }

  @Test
  void whileNobodyKeepsLimitsItWaits() {
    depot.clocksAway = true;
    absent();
    depot.tellDesk();
    assertEquals(Clock.State.RUNNING, clock("c1").state());
    depot.clocksAway = false;
    depot.now = depot.now.plus(Duration.ofMinutes(1));
    depot.tellDesk();
    assertEquals(1, clock("c1").pauses().size());
  }

  @Test
  void itGoesOnWithTheNextPromise() {
    absent();
    depot.tellDesk();
    depot.now = Depot.at("2026-11-24T11:00");
    depot.book("R1", Depot.span("2026-11-25T00:00", "2026-11-26T00:00"));
    depot.hear("appointment.made", "R1");
    depot.tellDesk();
    assertEquals(Clock.State.RUNNING, clock("c1").state());
    assertEquals(depot.now, clock("c1").pauses().get(0).to());
  }

  @Test
  void whateverComesFirstAPromiseIsThePromise() {
    absent();
    depot.now = Depot.at("2026-11-24T11:00");
    depot.book("R1", Depot.span("2026-11-25T00:00", "2026-11-26T00:00"));
    Standstill standstill = new Standstill(depot.tools, depot.clocks);
    for (String key : List.of("agreed R1", "absent R1 1-7")) {
      standstill.carryOut(new Due(1, 1, key, "R1", depot.now, depot.now, 1, null));
    }
    assertEquals(Clock.State.RUNNING, clock("c1").state());
    assertEquals(List.of(), clock("c1").pauses());
  }

  @Test
  void itIsNeverGivenUp() {
    depot.clocksAway = true;
    absent();
    depot.tellDesk();
    depot.now = depot.now.plus(Duration.ofDays(2));
    depot.tellDesk();
    assertNull(depot.order("R1-1").conflict(), "it is no matter of the desk");
    depot.clocksAway = false;
    depot.now = depot.now.plus(Duration.ofMinutes(1));
    depot.tellDesk();
    assertEquals(1, clock("c1").pauses().size());
  }

  @Test
  void aCrewThatWasNotThereStopsNothing() {
    depot.now = Depot.at("2026-11-24T10:31");
    assertEquals(1, new NoShows(depot.tools).look());
    depot.hear("appointment.missed", "R1");
    depot.tellDesk();
    assertEquals(List.of(), clock("c1").pauses());
    assertEquals(List.of("appointment.made", "appointment.missed"), depot.told("R1"), "a breach");
  }
}
