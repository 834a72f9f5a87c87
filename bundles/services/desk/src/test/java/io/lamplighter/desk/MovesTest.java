package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Requests moved through their life, and everything that is refused on the way. */
@NullUnmarked
class MovesTest {
  private final TestDesk test = new TestDesk();

  private String received(String customerNo) {
    return test.desk.submit(Caller.system("test"), TestDesk.fault(null, customerNo)).requestNo();
  }

  @Test
  void aRequestGoesThroughItsWholeLife() {
    String no = received("c1");
    test.move(TestDesk.AGENT, no, Move.TRIAGE, "priority", 7, "cell", "网格-3", "note", "邻居也停电");
    test.move(
        no, Move.SCHEDULE, "from", "2026-11-22T09:00:00+08:00", "to", "2026-11-22T11:00:00+08:00");
    test.move(no, Move.DISPATCH, "crew", "越城一班");
    Caller crew = TestDesk.person("越城一班", "3306", Role.CREW);
    Caller others = TestDesk.person("越城二班", "3306", Role.CREW);
    assertThrows(Refusal.NotFound.class, () -> test.move(others, no, Move.ACCEPT));
    test.move(crew, no, Move.ACCEPT);
    test.move(crew, no, Move.ARRIVE);
    List<Map<String, Object>> used = List.of(Map.of("code", "500012", "quantity", 2));
    test.move(
        crew,
        no,
        Move.RESOLVE,
        "cause",
        "熔丝熔断",
        "result",
        "已更换",
        "labourMinutes",
        90,
        "materials",
        used);
    test.move(no, Move.VISIT, "score", 5, "comment", "很快");
    Request closed = test.move(no, Move.CLOSE);

    assertEquals(RequestState.CLOSED, closed.state());
    assertEquals(9, closed.version());
    assertEquals("an", closed.holder(), "who took it first keeps it");
    assertEquals(7, closed.priority());
    assertEquals("网格-3", closed.cell());
    assertEquals(
        List.of(
            "request.received",
            "request.triaged",
            "request.scheduled",
            "request.dispatched",
            "request.accepted",
            "request.arrived",
            "request.resolved",
            "request.visited",
            "request.closed"),
        test.journal.types(no));
    String facts = test.journal.about(no).toString();
    assertTrue(facts.contains("越城一班") && facts.contains("score=5"), facts);
    assertTrue(facts.contains("labourMinutes=90") && facts.contains("500012"), facts);
    assertTrue(!facts.contains("熔丝") && !facts.contains("很快"), "words stay with the desk");
    assertTrue(test.desk.timeline(TestDesk.DISPATCHER, no).toString().contains("熔丝熔断"));
  }

  @Test
  void aMoveThatTheStateDoesNotAllowIsAConflict() {
    String no = received("c1");
    Refusal refusal = assertThrows(Refusal.Conflict.class, () -> test.move(no, Move.CLOSE));
    assertEquals("request.move-not-allowed", refusal.code());
    assertEquals(List.of("request.received"), test.journal.types(no));
  }

  @Test
  void aVersionThatIsNotTheSeenOneIsStale() {
    String no = received("c1");
    test.move(no, Move.TRIAGE);
    MoveOrder late = new MoveOrder(no, Move.CANCEL, 1L, Map.of("reason", "x"));
    assertThrows(Refusal.Stale.class, () -> test.desk.move(TestDesk.DISPATCHER, late));
    MoveOrder right = new MoveOrder(no, Move.CANCEL, 2L, Map.of("reason", "x"));
    assertEquals(RequestState.CANCELLED, test.desk.move(TestDesk.DISPATCHER, right).state());
  }

  @Test
  void ofManyWhoSawTheSameVersionOneMoves() throws Exception {
    String no = received("c1");
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Callable<String>> movers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        movers.add(
            () -> {
              try {
                test.desk.move(TestDesk.DISPATCHER, new MoveOrder(no, Move.TRIAGE, 1L, Map.of()));
                return "moved";
              } catch (Refusal.Stale e) {
                return "stale";
              }
            });
      }
      List<String> ends = new ArrayList<>();
      for (Future<String> end : pool.invokeAll(movers)) {
        ends.add(end.get());
      }
      assertEquals(1, ends.stream().filter("moved"::equals).count(), ends.toString());
    } finally {
      pool.shutdown();
    }
    assertEquals(List.of("request.received", "request.triaged"), test.journal.types(no));
  }

  @Test
  void everyBadFieldOfAMoveIsNamed() {
    String no = received("c1");
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                test.move(
                    no, Move.TRIAGE, "kind", "gossip", "priority", 10, "note", "a\0b", "x/y", 1));
    assertEquals(
        List.of("/kind", "/priority", "/note", "/x~1y"),
        refusal.errors().stream().map(FieldError::pointer).toList());
    assertThrows(Refusal.Invalid.class, () -> test.move(no, Move.CANCEL));
    assertThrows(Refusal.Invalid.class, () -> test.move(no, Move.CANCEL, "reason", " "));
    assertThrows(Refusal.Invalid.class, () -> test.move(no, Move.CANCEL, "reason", 5));
    test.move(no, Move.TRIAGE);
    assertThrows(
        Refusal.Invalid.class,
        () ->
            test.move(
                no, Move.SCHEDULE, "from", "2026-11-22T09:00:00Z", "to", "2026-11-22T09:00:00Z"));
    assertThrows(
        Refusal.Invalid.class,
        () -> test.move(no, Move.SCHEDULE, "from", "2026-02-30T09:00:00Z", "to", "tomorrow"));
  }

  @Test
  void rolesAndRegionsAreChecked() {
    String no = received("c1");
    assertThrows(Refusal.Forbidden.class, () -> test.move(TestDesk.ASSESSOR, no, Move.TRIAGE));
    assertThrows(
        Refusal.Forbidden.class, () -> test.move(TestDesk.AGENT, no, Move.MERGE, "into", no));
    assertThrows(Refusal.Unauthenticated.class, () -> test.move(Caller.PUBLIC, no, Move.TRIAGE));
    Caller elsewhere = TestDesk.person("he", "3307", Role.SUPERVISOR);
    assertThrows(Refusal.NotFound.class, () -> test.move(elsewhere, no, Move.TRIAGE));
    assertThrows(Refusal.NotFound.class, () -> test.move("'; drop table request", Move.TRIAGE));
  }

  @Test
  void mergingIntoAMergedOneEndsAtTheFirst() {
    String a = received("a");
    String b = received("b");
    String c = received("c");
    test.move(b, Move.MERGE, "into", a);
    assertEquals(a, test.move(c, Move.MERGE, "into", b).mergedInto());
    assertThrows(Refusal.Invalid.class, () -> test.move(a, Move.MERGE, "into", c));
    assertThrows(Refusal.Invalid.class, () -> test.move(a, Move.MERGE, "into", "1"));
    assertNull(test.move(c, Move.UNMERGE).mergedInto());
    test.move(a, Move.CANCEL, "reason", "误报");
    assertThrows(Refusal.Conflict.class, () -> test.move(c, Move.MERGE, "into", a));
  }

  /** The desk says it when it resolves or closes. */
  @Test
  void whetherAComplaintWasJustifiedIsSaidWhenItIsResolvedOrClosed() {
    String no = received("c1");
    test.move(no, Move.TRIAGE, "kind", "complaint");
    test.move(no, Move.RESOLVE, "result", "已核实", "outcome", "partly");
    test.move(no, Move.VISIT, "score", 2);
    Refusal.Invalid wrong =
        assertThrows(Refusal.Invalid.class, () -> test.move(no, Move.CLOSE, "outcome", "maybe"));
    assertEquals(List.of("/outcome"), wrong.errors().stream().map(FieldError::pointer).toList());
    test.move(no, Move.CLOSE, "outcome", "justified");
    String facts = test.journal.about(no).toString();
    assertTrue(facts.contains("outcome=partly") && facts.contains("outcome=justified"), facts);
  }

  @Test
  void anotherKindIsGivenAndANewHolderIsNamedOnly() {
    String no = received("c1");
    Request complaint = test.move(no, Move.TRIAGE, "kind", "complaint");
    assertEquals(RequestKind.COMPLAINT, complaint.kind());
    assertEquals("given", complaint.kindReason());
    assertEquals("li", complaint.holder());
    assertEquals("li", test.move(TestDesk.AGENT, no, Move.TRIAGE).holder());
    assertEquals("an", test.move(no, Move.TRIAGE, "holder", "an").holder());
    assertEquals(RequestState.RESOLVED, test.move(no, Move.RESOLVE, "result", "已道歉").state());
    assertEquals(RequestState.TRIAGED, reopened(no).state(), "a bad return visit opens it again");
  }

  @Test
  void whoeverGivesMoreTimeSaysHowMuchAndWhyAndTheStateStays() {
    String no = received("c1");
    test.move(no, Move.TRIAGE);
    Refusal.Invalid bare = assertThrows(Refusal.Invalid.class, () -> test.move(no, Move.EXTEND));
    assertEquals(
        List.of("/until", "/reason"), bare.errors().stream().map(FieldError::pointer).toList());
    assertThrows(Refusal.Invalid.class, () -> extend(no, "2026-11-21T00:00:00Z"));
    assertThrows(
        Refusal.Forbidden.class,
        () -> test.move(TestDesk.AGENT, no, Move.EXTEND, "until", "x", "reason", "y"));
    extend(no, "2026-11-25T00:00:00Z");
    Request extended = extend(no, "2026-11-26T00:00:00Z");

    assertEquals(RequestState.TRIAGED, extended.state());
    assertEquals(4, extended.version());
    assertEquals(
        new Promise("extended", Instant.parse("2026-11-26T00:00:00Z")),
        extended.promises().get(1),
        "beside what was promised before");
    assertEquals("request.extended", test.journal.types(no).get(2));
    String facts = test.journal.about(no).toString();
    assertTrue(facts.contains("until=2026-11-26T00:00:00Z") && !facts.contains("等备件"), facts);
  }

  private Request extend(String no, String until) {
    return test.move(no, Move.EXTEND, "until", until, "reason", "等备件");
  }

  @Test
  void aDrillIsMovedLikeAnyOtherAndNeverMergedWithARealOne() {
    String real = received("c1");
    String drill = test.desk.submit(Caller.system("test"), TestDesk.drill("c2")).requestNo();
    assertThrows(Refusal.Conflict.class, () -> test.move(drill, Move.MERGE, "into", real));
    assertThrows(Refusal.Conflict.class, () -> test.move(real, Move.MERGE, "into", drill));
    assertTrue(test.move(drill, Move.TRIAGE).drill());
    assertTrue(test.journal.about(drill).stream().allMatch(Entry::isDrill));
    assertFalse(test.move(real, Move.TRIAGE).drill());
    assertFalse(test.journal.about(real).stream().anyMatch(Entry::isDrill));
  }

  private Request reopened(String no) {
    test.move(no, Move.VISIT, "score", 1);
    return test.move(no, Move.REOPEN, "reason", "客户不满意");
  }
}
