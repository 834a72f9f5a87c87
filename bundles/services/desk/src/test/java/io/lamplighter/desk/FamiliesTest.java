package io.lamplighter.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Requests that were merged: their rank, their region, and what becomes of them with the first. */
@NullUnmarked
class FamiliesTest {
  private final TestDesk test = new TestDesk();

  private String received(String kind, String customerNo) {
    return at(kind, customerNo, "330602", Caller.system("test")).requestNo();
  }

  private Receipt at(String kind, String customerNo, String region, Caller caller) {
    return test.desk.submit(
        caller,
        new Submission("web", null, kind, "没电", customerNo, null, null, null, region, null, null));
  }

  private Request get(String no) {
    return test.desk.get(TestDesk.DISPATCHER, no);
  }

  private void resolve(String no) {
    test.move(no, Move.TRIAGE);
    test.move(
        no, Move.SCHEDULE, "from", "2026-11-22T09:00:00+08:00", "to", "2026-11-22T11:00:00+08:00");
    test.move(no, Move.DISPATCH, "crew", "一班");
    test.move(no, Move.ACCEPT);
    test.move(no, Move.ARRIVE);
    test.move(no, Move.RESOLVE, "cause", "熔丝", "result", "已换");
  }

  @Test
  void whoComesAfterTheWorkWasDoneIsANewMatter() {
    String first = received("fault-repair", "c1");
    resolve(first);
    Receipt later = at("fault-repair", "c1", "330602", Caller.system("test"));
    assertNull(later.mergedInto());
    for (RequestState over : List.of(RequestState.RESOLVED, RequestState.VISITED)) {
      assertEquals(over, get(first).state());
      Refusal refusal =
          assertThrows(
              Refusal.Conflict.class,
              () -> test.move(later.requestNo(), Move.MERGE, "into", first));
      assertEquals("request.merge-closed", refusal.code());
      if (over == RequestState.RESOLVED) {
        test.move(first, Move.VISIT, "score", 4);
      }
    }
    test.move(first, Move.REOPEN, "reason", "又停了");
    assertEquals(first, test.move(later.requestNo(), Move.MERGE, "into", first).mergedInto());
  }

  @Test
  void anEmergencyUnderAnEnquiryMakesItOneUntilItLeaves() {
    String enquiry = received("enquiry", "c1");
    String danger = received("emergency", "c2");
    String fault = received("fault-repair", "c3");
    test.move(fault, Move.MERGE, "into", enquiry);
    assertEquals(5, get(enquiry).priority());
    assertEquals(RequestKind.ENQUIRY, get(enquiry).kind());
    long seen = get(enquiry).version();
    test.move(danger, Move.MERGE, "into", enquiry);

    Request raised = get(enquiry);
    assertEquals(9, raised.priority());
    assertEquals(RequestKind.EMERGENCY, raised.kind());
    assertTrue(raised.version() > seen);
    assertFalse(raised.allowedMoves().contains(Move.RESOLVE));
    Entry ranked = last(enquiry, "request.ranked");
    assertEquals(9, ranked.data().get("priority"));
    assertEquals("emergency", ranked.data().get("kind"));
    assertEquals(raised.version(), ranked.data().get("version"));

    test.move(danger, Move.UNMERGE);
    assertEquals(5, get(enquiry).priority());
    assertEquals(RequestKind.ENQUIRY, get(enquiry).kind());
    assertEquals("given", get(enquiry).kindReason());
    test.move(fault, Move.UNMERGE);
    assertEquals(2, get(enquiry).priority());
    assertEquals(2, last(enquiry, "request.ranked").data().get("priority"));
  }

  @Test
  void anEmergencyThatIsTakenForADuplicateRaisesTheFirst() {
    String first = received("fault-repair", "c1");
    String danger = received("emergency", "c1");
    assertEquals(first, get(danger).mergedInto());
    assertEquals(9, get(first).priority());
    assertEquals(RequestKind.EMERGENCY, get(first).kind());
    int entries = test.journal.about(first).size();
    received("fault-repair", "c1");
    assertEquals(entries, test.journal.about(first).size(), "nothing new is said");
    test.move(danger, Move.UNMERGE);
    assertEquals(5, get(first).priority());
  }

  @Test
  void aPersonsWordCountsForTheWholeFamily() {
    String first = received("fault-repair", "c1");
    received("emergency", "c1");
    assertEquals(
        3, test.move(first, Move.TRIAGE, "priority", 3, "kind", "fault-repair").priority());
    assertEquals(RequestKind.FAULT_REPAIR, get(first).kind());
  }

  @Test
  void theOthersGoOnUnderTheOldestWhenTheFirstIsCancelled() {
    String first = received("fault-repair", "c1");
    String second = received("fault-repair", "c1");
    String third = received("emergency", "c1");
    String other = received("fault-repair", "c2");
    test.move(other, Move.MERGE, "into", first);
    long before = get(third).version();
    test.move(first, Move.CANCEL, "reason", "客户自己修好了");

    assertEquals(RequestState.CANCELLED, get(first).state());
    assertEquals(5, get(first).priority());
    assertEquals(RequestState.TRIAGED, get(second).state());
    assertNull(get(second).mergedInto());
    assertEquals(9, get(second).priority());
    assertEquals(second, get(third).mergedInto());
    assertEquals(second, get(other).mergedInto());
    assertTrue(get(third).version() > before);
    assertEquals(
        List.of("request.received", "request.merged", "request.unmerged"),
        test.journal.types(second).stream()
            .filter(type -> !type.equals("request.viewed"))
            .toList());
    Map<?, ?> freed = (Map<?, ?>) last(second, "request.unmerged").data().get("details");
    assertEquals(first, freed.get("from"));
    assertEquals(List.of(third, other), freed.get("family"));
    List<String> order =
        test.journal.entries().stream().map(entry -> entry.type() + " " + entry.subject()).toList();
    assertTrue(
        order.indexOf("request.unmerged " + second) < order.indexOf("request.cancelled " + first),
        "they are free before they could be told that they are cancelled");
    test.move(second, Move.CANCEL, "reason", "x");
    assertEquals(RequestState.TRIAGED, get(third).state());
    assertEquals(third, get(other).mergedInto());
  }

  @Test
  void whoLeavesTakesThoseUnderHimAlong() {
    String first = received("fault-repair", "c1");
    String middle = received("fault-repair", "c2");
    String child = received("fault-repair", "c2");
    test.move(middle, Move.MERGE, "into", first);
    test.move(middle, Move.UNMERGE);
    assertEquals(middle, get(child).mergedInto());
    Map<?, ?> details = (Map<?, ?>) last(middle, "request.unmerged").data().get("details");
    assertEquals(List.of(child), details.get("family"));
  }

  @Test
  void whereverSomebodyIsMergedItIsKnownUnderWhichRequestTheWorkIsDone() {
    String first = received("fault-repair", "c1");
    String middle = received("fault-repair", "c2");
    String child = received("fault-repair", "c2");
    assertEquals(middle, last(child, "request.merged").data().get("root"));
    test.move(middle, Move.MERGE, "into", first);
    assertEquals(first, last(middle, "request.merged").data().get("root"));
    assertEquals(List.of(), last(middle, "request.merged").data().get("under"));
    assertEquals(first, root(child));
    test.move(first, Move.TRIAGE);
    RequestFact.Triaged triaged = last(first, "request.triaged").as(RequestFact.Triaged.class);
    assertEquals(first, triaged.about().root());
    assertEquals(
        List.of(new Under(middle, "web"), new Under(child, "web")), triaged.step().under());
    assertEquals(
        List.of(child, middle),
        test.desk.under(Caller.system("test"), first, null, 10).items().stream()
            .map(Request::requestNo)
            .toList());
    test.move(middle, Move.UNMERGE);
    RequestFact.Unmerged out = last(middle, "request.unmerged").as(RequestFact.Unmerged.class);
    assertEquals(middle, out.about().root());
    assertEquals(List.of(new Under(child, "web")), out.step().under());
    assertEquals(middle, root(child));
    assertEquals(first, root(first));
  }

  @Test
  void familiesFromBeforeGetTheirRoots() throws Exception {
    String first = received("fault-repair", "c1");
    String middle = received("fault-repair", "c2");
    String child = received("fault-repair", "c2");
    test.move(middle, Move.MERGE, "into", first);
    String script;
    try (InputStream file = RequestEntity.class.getResourceAsStream("/db/desk/V10__root.sql")) {
      script = new String(file.readAllBytes(), UTF_8);
    }
    String fill = script.substring(script.indexOf("with recursive"), script.indexOf("alter index"));
    test.work.run(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement()) {
            statement.execute("update desk.request set root = null");
            statement.execute("set local search_path = desk");
            statement.execute(fill);
          }
        });
    assertEquals(List.of(first, first, first), List.of(root(first), root(middle), root(child)));
  }

  private String root(String no) {
    return test.desk.root(TestDesk.DISPATCHER, no).requestNo();
  }

  @Test
  void nobodyIsMergedIntoAnotherRegion() {
    Caller ours = TestDesk.partner("330602", "web");
    Caller theirs = TestDesk.partner("330702", "web");
    Caller everywhere = Caller.system("test");
    Receipt first = at("fault-repair", "c1", "330602", ours);
    assertNull(
        at("fault-repair", "c1", "330702", theirs).mergedInto(), "the same customer's number");
    assertNull(at("fault-repair", "c1", "330703", everywhere).mergedInto());
    Receipt wide = at("fault-repair", "c8", "33", everywhere);
    assertNull(at("fault-repair", "c8", "330602", ours).mergedInto(), "beyond his region");
    assertEquals(wide.requestNo(), at("fault-repair", "c8", "330604", everywhere).mergedInto());
    assertEquals(first.requestNo(), at("fault-repair", "c1", "330602", ours).mergedInto());
    Location place = new Location(120.58, 30.01);
    Submission here =
        new Submission(
            "web", null, "fault-repair", "x", null, null, "某路1号", place, "330602", null, null);
    Submission there =
        new Submission(
            "web", null, "fault-repair", "x", null, null, "某路1号", place, "330702", null, null);
    test.desk.submit(ours, here);
    assertNull(test.desk.submit(theirs, there).mergedInto());
  }

  @Test
  void noHandMergesAcrossRegionsAndNoPartnerHearsOfARequestBeyondHis() {
    Caller province = TestDesk.person("zhao", "33", Role.SUPERVISOR);
    String a = at("fault-repair", "c1", "330602", Caller.system("test")).requestNo();
    String b = at("fault-repair", "c2", "330702", Caller.system("test")).requestNo();
    String wide = at("fault-repair", "c3", "33", Caller.system("test")).requestNo();
    Refusal refusal =
        assertThrows(Refusal.Conflict.class, () -> test.move(province, b, Move.MERGE, "into", a));
    assertEquals("request.merge-region", refusal.code());
    test.move(province, a, Move.MERGE, "into", wide);
    Caller partner = TestDesk.partner("330602", "web");
    assertNull(test.desk.get(partner, a).mergedInto());
    assertFalse(test.desk.timeline(partner, a).toString().contains(wide));
    assertEquals(wide, test.desk.get(province, a).mergedInto());
    assertNull(at("fault-repair", "c3", "330602", partner).mergedInto());
  }

  @Test
  void nothingIsMergedIntoWhatIsBeingResolvedAtThatMoment() throws Exception {
    String first = received("complaint", "c1");
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<String> late =
          test.work.call(
              transaction -> {
                execute(transaction, "update desk.request set state = 'RESOLVED'");
                Future<String> submitted = pool.submit(() -> received("complaint", "c1"));
                while (!execute(
                    transaction,
                    "select from pg_locks where not granted and locktype = 'transactionid'")) {
                  assertFalse(submitted.isDone(), "it did not wait");
                  Thread.onSpinWait();
                }
                return submitted;
              });
      assertNull(get(late.get()).mergedInto());
      assertEquals(RequestState.RESOLVED, get(first).state());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Whether there is a row, of a query. */
  private static boolean execute(Transaction transaction, String sql) throws SQLException {
    try (Statement statement = transaction.connection().createStatement()) {
      return statement.execute(sql) && statement.getResultSet().next();
    }
  }

  private Entry last(String no, String type) {
    Entry found =
        test.journal.about(no).stream()
            .filter(entry -> entry.type().equals(type))
            .reduce((one, next) -> next)
            .orElse(null);
    assertNotNull(found, type);
    return found;
  }
}
