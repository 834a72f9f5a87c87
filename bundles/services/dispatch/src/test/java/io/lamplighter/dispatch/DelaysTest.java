package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who would come too late is seen before the customer waits for him. */
class DelaysTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span MORNING = Depot.span("2026-11-24T08:30", "2026-11-24T10:30");
  private static final Span NOON = Depot.span("2026-11-24T10:30", "2026-11-24T12:30");

  private Depot depot;
  private Delays delays;

  /** A has one customer in the morning and one at noon. */
  @BeforeEach
  void start() {
    depot = new Depot();
    delays = new Delays(depot.tools);
    depot.crew("A");
    depot.works("A", "2026-11-24");
    for (String no : List.of("R1", "R2")) {
      depot.request(no);
      depot.book(no, no.equals("R1") ? MORNING : NOON);
    }
    depot.publish(TUESDAY);
  }

  /** The crew is at the first one, and does not get done. */
  private void stuckUntil(String time) {
    arrives("2026-11-24T08:30");
    depot.now = Depot.at(time);
  }

  private void arrives(String time) {
    depot.now = Depot.at(time);
    for (String act : List.of("accept", "depart", "arrive")) {
      depot.does("A-0", "R1-1", act, time, Map.of());
    }
  }

  private Span promise(String no) {
    return Objects.requireNonNull(depot.order(no + "-1").promise());
  }

  @Test
  void whoIsInTimeIsLeftAlone() {
    stuckUntil("2026-11-24T10:15");
    assertEquals(0, delays.round());
    assertEquals("A", depot.order("R2-1").crew());
    assertEquals(NOON, promise("R2"));
  }

  @Test
  void othersKeepWhatTheCrewCannot() {
    depot.crew("B");
    depot.works("B", "2026-11-24");
    depot.request("R3");
    depot.book("R3", NOON);
    depot.plan("R3-1", "A", TUESDAY, null);
    depot.request("R4");
    depot.book("R4", NOON);
    depot.plan("R4-1", "A", TUESDAY, null);
    stuckUntil("2026-11-24T10:45");
    assertTrue(delays.round() > 0);
    for (Tour tour : depot.tours(TUESDAY)) {
      tour.stops().forEach(stop -> assertTrue(stop.late().isZero(), stop.job().order()));
    }
    assertEquals(NOON, promise("R2"));
    assertEquals(NOON, promise("R3"));
    assertEquals(NOON, promise("R4"));
    assertFalse(depot.told("R4").contains("appointment.changed"), "nobody has to know");
  }

  /** Nobody else is there, and the crew began an hour late what takes an hour. */
  @Test
  void theCustomerKnowsBeforeHisTimeBegins() {
    promisedSoon("2026-11-24T10:00", "2026-11-24T10:20");
    arrives("2026-11-24T09:25");
    assertEquals(0, delays.round(), "it may be made up for");
    depot.now = Depot.at("2026-11-24T09:31");
    assertEquals(1, delays.round());
    assertEquals(Depot.span("2026-11-24T10:25", "2026-11-24T10:45"), promise("R2"));
    assertEquals("A", depot.order("R2-1").crew(), "the same crew comes, later");
    assertTrue(depot.told("R2").contains("appointment.changed"));
    MovedPromise moved =
        depot
            .work
            .read(t -> MovedPromise.of(t.connection(), Depot.STATION, depot.tools.span(TUESDAY)))
            .get(0);
    assertEquals("late", moved.because());
    assertEquals("R2-1", moved.workOrder());
    depot.now = depot.now.plus(Duration.ofMinutes(4));
    assertEquals(0, delays.round(), "and is told once");
  }

  private void promisedSoon(String from, String to) {
    Span span = Depot.span(from, to);
    depot.happens(
        "request.scheduled",
        "R2",
        Map.of(
            "to",
            "scheduled",
            "details",
            Map.of("from", span.from().toString(), "to", span.to().toString())));
  }
}
