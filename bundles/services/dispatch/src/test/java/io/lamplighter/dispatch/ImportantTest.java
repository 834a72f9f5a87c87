package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestState;
import java.time.LocalDate;
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
    assertEquals(depot.order("R1-1").urgency() + 1, depot.order("R2-1").urgency());
  }
}
