package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Lists, details, the timeline and what a customer sees. */
@NullUnmarked
class LookupsTest {
  private final TestDesk test = new TestDesk();

  private Receipt submit(String customerNo, String text, String address) {
    return test.desk.submit(
        Caller.system("test"),
        TestDesk.submission("web", null, "enquiry", text, customerNo, address, null));
  }

  @Test
  void pagesFollowOneAnotherNewestFirstAndMissNothing() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(0, submit("c" + i, "问", null).requestNo());
      test.clock.advance(Duration.ofSeconds(i % 2));
    }
    List<String> seen = new ArrayList<>();
    String after = null;
    do {
      Page<Request> page = test.desk.find(TestDesk.DISPATCHER, TestDesk.query(null, after, 3));
      page.items().forEach(request -> seen.add(request.requestNo()));
      after = page.next();
    } while (after != null);
    assertEquals(made, seen);
  }

  @Test
  void wordsAreFoundToTheLetter() {
    String no = submit("c1", "电费 100% 对吗_'; drop table", "天下小区3幢").requestNo();
    submit("c2", "其他", null);
    for (String q : List.of("100%", "对吗_", "'; drop", "小区3", no)) {
      List<Request> found = test.desk.find(TestDesk.DISPATCHER, TestDesk.query(q, null, 9)).items();
      assertEquals(List.of(no), found.stream().map(Request::requestNo).toList(), q);
    }
    assertTrue(
        test.desk.find(TestDesk.DISPATCHER, TestDesk.query("%%", null, 9)).items().isEmpty());
  }

  @Test
  void badQueriesAreNamed() {
    for (var query :
        List.of(
            TestDesk.query("x".repeat(101), null, 9),
            TestDesk.query(null, "nonsense", 9),
            TestDesk.query(null, null, 0),
            TestDesk.query(null, null, 501))) {
      assertThrows(
          Refusal.Invalid.class, () -> test.desk.find(TestDesk.DISPATCHER, query), query::toString);
    }
  }

  @Test
  void anotherRegionsRequestsAreUnknown() {
    String no = submit("c1", "问", null).requestNo();
    Caller elsewhere = TestDesk.person("he", "3307", Role.DISPATCHER);
    assertTrue(test.desk.find(elsewhere, TestDesk.query(null, null, 9)).items().isEmpty());
    assertThrows(Refusal.NotFound.class, () -> test.desk.get(elsewhere, no));
    assertThrows(Refusal.NotFound.class, () -> test.desk.timeline(elsewhere, no));
    assertThrows(
        Refusal.Forbidden.class,
        () -> test.desk.get(TestDesk.person("x", "", Role.ADMINISTRATOR), no));
    assertThrows(Refusal.Unauthenticated.class, () -> test.desk.get(Caller.PUBLIC, no));
  }

  @Test
  void aPartnerSeesTheRequestsOfHisChannelsInHisRegion() {
    String web = submit("1", "停电", "天下小区1幢").requestNo();
    Caller own = TestDesk.partner("3306", "web", "app");

    assertEquals(web, test.desk.get(own, web).requestNo());
    assertEquals(1, test.desk.find(own, TestDesk.query(null, null, 10)).items().size());
    for (Caller other : List.of(TestDesk.partner("3306", "sms"), TestDesk.partner("3307", "web"))) {
      assertThrows(Refusal.NotFound.class, () -> test.desk.get(other, web));
      assertThrows(Refusal.NotFound.class, () -> test.desk.timeline(other, web));
      assertEquals(List.of(), test.desk.find(other, TestDesk.query(null, null, 10)).items());
    }
  }

  @Test
  void lookingAtAContactIsJournaledAndAnAssessorSeesItMasked() {
    String no = submit("c1", "我家停电", "天下小区3幢").requestNo();
    assertEquals("13800000000", test.desk.get(TestDesk.DISPATCHER, no).contact().phone());
    assertEquals(List.of("request.received", "request.viewed"), test.journal.types(no));

    Request masked = test.desk.get(TestDesk.ASSESSOR, no);
    assertEquals(new Submission.Contact("王**", "138****0000"), masked.contact());
    assertEquals("***", masked.address());
    assertEquals("***", masked.text());
    test.move(no, Move.CANCEL, "reason", "王先生自己修好了");
    assertFalse(test.desk.timeline(TestDesk.ASSESSOR, no).toString().contains("王先生"));
  }

  @Test
  void theCustomerFollowsTheFirstOfHisMergedRequests() {
    Receipt first = test.desk.submit(Caller.PUBLIC, TestDesk.fault("1", "c1"));
    Receipt second = test.desk.submit(Caller.PUBLIC, TestDesk.fault("2", "c1"));
    test.move(first.requestNo(), Move.TRIAGE);
    Tracking tracking = test.desk.track(second.requestNo(), second.trackingToken());
    assertEquals(RequestState.TRIAGED, tracking.state());
    assertEquals(first.requestNo(), tracking.mergedInto());
    assertNull(test.desk.track(first.requestNo(), first.trackingToken()).mergedInto());
    assertThrows(
        Refusal.NotFound.class, () -> test.desk.track(first.requestNo(), second.trackingToken()));
    assertThrows(Refusal.NotFound.class, () -> test.desk.track("x", "y"));
  }
}
