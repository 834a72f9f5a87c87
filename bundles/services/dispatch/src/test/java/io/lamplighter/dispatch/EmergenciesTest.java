package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is dangerous waits for nobody it need not wait for, and for people where they said so. */
class EmergenciesTest {
  private Depot depot;
  private Emergencies emergencies;

  @BeforeEach
  void start() {
    depot = new Depot();
    emergencies = new Emergencies(depot.tools);
    depot.now = Depot.at("2026-11-24T09:00");
  }

  @Test
  void twentyThatNobodyCanTakeDoNotStopTheNext() {
    for (int i = 0; i < 20; i++) {
      depot.request("E" + i, "emergency", Depot.HOME);
    }
    depot.work.run(
        t -> new Sql(t.connection(), "update dispatch.work_order set station = 'S9'").run());
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.now = depot.now.plusSeconds(1);
    depot.request("F1", "emergency", Depot.HOME);
    assertEquals(0, emergencies.round());
    assertEquals(1, emergencies.round());
    assertEquals(WorkState.DISPATCHED, depot.order("F1-1").state());
    for (String more : List.of("B", "C", "D")) {
      depot.crew(more);
      depot.works(more, "2026-11-24");
    }
    depot.work.run(
        t -> new Sql(t.connection(), "update dispatch.work_order set station = 'S1'").run());
    assertEquals(0, emergencies.round(), "those were tried just now");
    depot.now = depot.now.plus(Duration.ofSeconds(10));
    assertEquals(20, emergencies.round());
  }

  @Test
  void oneThatIsAsDangerousDoesNotGoBeforeAnother() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("E1", "emergency", Depot.HOME);
    depot.request("E2", "emergency", Depot.HOME);
    assertEquals(2, emergencies.round());
    assertEquals(depot.now, depot.order("E1-1").start());
    assertEquals(depot.now.plus(Duration.ofMinutes(70)), depot.order("E2-1").start());
    depot.request("R1");
    depot.plan("R1-1", "A", Depot.MONDAY.plusDays(1), null);
    assertEquals(depot.now, depot.order("E1-1").start(), "nor does anything else");
    assertEquals(depot.now.plus(Duration.ofMinutes(70)), depot.order("E2-1").start());
  }

  private void given() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("E1", "emergency", Depot.HOME);
    assertEquals(1, emergencies.round());
  }

  @Test
  void whoeverCannotDoItDoesNotGetItBack() {
    given();
    depot.does("A-0", "E1-1", "fail", "2026-11-24T09:00", Map.of("reason", "unsafe"));
    depot.now = depot.now.plus(Duration.ofMinutes(1));
    assertEquals(0, emergencies.round());
    assertEquals(WorkState.FAILED, depot.order("E1-1").state());
  }

  @Test
  void whatADispatcherTookFromACrewIsHis() {
    given();
    depot.plan("E1-1", null, Depot.MONDAY.plusDays(1), null);
    depot.now = depot.now.plus(Duration.ofMinutes(1));
    assertEquals(0, emergencies.round());
    assertNull(depot.order("E1-1").crew());
  }

  /** Of two that an emergency makes late, another crew has room for one. */
  @Test
  void importantCustomersAreServedAsPromisedFirst() {
    depot.now = Depot.at("2026-11-23T08:00");
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.happens("request.received", "R1", Map.of("to", "received", "important", true));
    for (String no : List.of("R1", "R2", "R3")) {
      depot.request(no);
      depot.book(no, Depot.span("2026-11-24T08:30", "2026-11-24T12:30"));
    }
    depot.crew("B", 1, "survey", "meter");
    depot.shift("B", "2026-11-24T08:30", "2026-11-24T09:30");
    depot.now = Depot.at("2026-11-24T08:30");
    depot.request("E1", "emergency", Depot.HOME);
    assertEquals(1, emergencies.round());
    Span promised = Depot.span("2026-11-24T08:30", "2026-11-24T10:30");
    assertEquals("B", depot.order("R1-1").crew());
    assertEquals(promised, depot.order("R1-1").promise());
    assertEquals("A", depot.order("R2-1").crew());
  }
}
