package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Important customers (重要客户) are known by their requests, and are first among equals. */
class ImportantTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);

  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
  }

  private void received(String no, boolean important) {
    depot.happens("request.received", no, Map.of("to", "received", "important", important));
  }

  private boolean isImportant(String no) {
    return depot.order(no + "-1").important();
  }

  @Test
  void whoWasFoundImportantStaysIt() {
    received("R1", true);
    received("R2", false);
    depot.request("R1");
    depot.request("R2");
    assertTrue(isImportant("R1"));
    assertFalse(isImportant("R2"));
    Map<String, Object> found = new HashMap<>(Map.of("by", "phone", "important", true));
    depot.happens("request.matched", "R2", Map.of("details", found));
    assertTrue(isImportant("R2"), "his customer became known later");
    found.put("important", false);
    depot.happens("request.matched", "R2", Map.of("details", found));
    assertFalse(isImportant("R2"), "and was another one");
  }

  @Test
  void whoIsMergedUnderAnotherMakesItsWorkImportant() {
    depot.request("R1");
    depot.requests.put("R2", Depot.request("R2", RequestState.TRIAGED, Depot.HOME));
    received("R2", true);
    Map<String, Object> into = Map.of("into", "R1", "why", "judged");
    depot.happens("request.merged", "R2", Map.of("to", "merged", "root", "R1", "details", into));
    assertTrue(isImportant("R1"));
    Map<String, Object> out = Map.of("from", "R1");
    depot.happens("request.unmerged", "R2", Map.of("to", "triaged", "details", out));
    assertFalse(isImportant("R1"));
    assertTrue(isImportant("R2"), "it has its own work now");
  }

  @Test
  void theyWaitInFrontOfOthersAsUrgentAndAreLeftOutLast() {
    depot.request("R1");
    received("R2", true);
    depot.request("R2");
    assertEquals(
        List.of("R2-1", "R1-1"),
        depot.board(TUESDAY).waiting().stream().map(WorkOrder::no).toList());
  }

  private void triaged(String no, String kind, int priority) {
    depot.requests.put(no, Depot.request(no, RequestState.TRIAGED, Depot.HOME));
    depot.happens(
        "request.triaged",
        no,
        Map.of("kind", kind, "cell", "G1", "to", "triaged", "priority", priority));
  }

  /** The desk gives an important customer 8, and what is dangerous 9. */
  @Test
  void noImportantCustomerGoesBeforeDanger() {
    for (String no : List.of("R2", "E2")) {
      received(no, true);
    }
    triaged("R1", "service", 3);
    triaged("R2", "service", 8);
    triaged("R3", "service", 8);
    triaged("E1", "emergency", 9);
    triaged("E2", "emergency", 9);
    StationDay day = depot.board(TUESDAY);
    assertEquals(
        List.of("E2-1", "E1-1", "R2-1", "R3-1", "R1-1"),
        day.waiting().stream().map(WorkOrder::no).toList());
    List<WorkOrder> sorted = new ArrayList<>(day.orders().values());
    sorted.sort(WorkOrder.FIRST);
    assertEquals(day.waiting(), sorted);

    List<Job> jobs = sorted.stream().map(order -> order.job(depot.now)).toList();
    List<Integer> weights =
        new PlannerDay(day, depot.tools, depot.now)
            .of(jobs).jobs().stream().map(job -> job.priority()).toList();
    for (int i = 1; i < weights.size(); i++) {
      assertTrue(weights.get(i - 1) > weights.get(i), "what comes first weighs more: " + weights);
    }
  }
}
