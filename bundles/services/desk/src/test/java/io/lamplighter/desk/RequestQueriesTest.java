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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Lists, details, the timeline and what a customer sees. */
@NullUnmarked
class RequestQueriesTest {
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
  void everyLookIsNotedOnce() {
    String no = submit("c1", "我家停电", "天下小区3幢").requestNo();
    Caller own = TestDesk.partner("3306", "web");
    for (Caller caller : List.of(TestDesk.DISPATCHER, TestDesk.ASSESSOR, own)) {
      test.looks.all().clear();
      test.desk.find(caller, TestDesk.query(null, null, 9));
      test.desk.get(caller, no);
      test.desk.timeline(caller, no);
      test.desk.find(caller, TestDesk.query("20990101", null, 9));
      String name = caller.name();
      assertEquals(
          List.of(
              name + " requests {requests=[" + no + "]}",
              name + " request {requests=[" + no + "]}",
              name + " timeline {requests=[" + no + "]}",
              name + " requests {requests=[]}"),
          test.looks.told());
      assertEquals(Map.of("q", "20990101"), test.looks.all().get(3).words());
    }
    assertEquals(List.of("request.received"), test.journal.types(no));
    test.looks.all().clear();
    assertThrows(Refusal.NotFound.class, () -> test.desk.get(TestDesk.DISPATCHER, "20990101"));
    test.desk.get(Caller.system("notices"), no);
    assertEquals(List.of(), test.looks.told(), "nothing was shown outside");
  }

  @Test
  void aListHidesWhomToCallAndOneRequestShowsIt() {
    String no = submit("c1", "我家停电", "天下小区3幢").requestNo();
    Submission.Contact hidden = new Submission.Contact("王**", "138****0000");
    Caller own = TestDesk.partner("3306", "web");
    for (Caller caller : List.of(TestDesk.DISPATCHER, TestDesk.AGENT, own)) {
      Request listed = test.desk.find(caller, TestDesk.query(null, null, 9)).items().get(0);
      assertEquals(hidden, listed.contact());
      assertEquals("我家停电", listed.text());
      assertEquals("13800000000", test.desk.get(caller, no).contact().phone());
    }
    assertEquals(hidden, test.move(no, Move.TRIAGE).contact());
    assertEquals("13800000000", test.all().get(0).contact().phone(), "the platform knows");
  }

  private String given(String crew, String customerNo, String text, String address) {
    String no = submit(customerNo, text, address).requestNo();
    test.move(no, Move.TRIAGE);
    test.move(
        no, Move.SCHEDULE, "from", "2026-11-22T09:00:00+08:00", "to", "2026-11-22T11:00:00+08:00");
    test.move(no, Move.DISPATCH, "crew", crew);
    return no;
  }

  @Test
  void whoIsOfACrewSeesItsOrdersAndNoOthers() {
    test.crews.put("wang", "c7");
    String own = given("c7", "c1", "我家停电", "天下小区3幢");
    String others = given("c8", "c2", "我家也停电", "别处1号");
    Caller member = TestDesk.person("wang", "3306", Role.CREW);
    assertEquals(List.of(own), listed(member, null));
    assertEquals(own, test.desk.get(member, own).requestNo());
    test.desk.timeline(member, own);
    assertEquals(RequestState.ACCEPTED, test.move(member, own, Move.ACCEPT).state());
    assertThrows(Refusal.NotFound.class, () -> test.desk.get(member, others));
    assertThrows(Refusal.NotFound.class, () -> test.desk.timeline(member, others));
    assertThrows(Refusal.NotFound.class, () -> test.move(member, others, Move.ACCEPT));
    test.dispatchIsAway = true;
    assertEquals(List.of(), listed(member, null), "nobody can say of which crew he is");
    assertEquals(List.of(own), listed(TestDesk.person("c7", "3306", Role.CREW), null));
  }

  @Test
  void aCrewThatLogsInAsSuchSeesItsOwnOrdersAndNoOthers() {
    String own = given("c7", "c1", "我家停电", "天下小区3幢");
    String others = given("c8", "c2", "我家也停电", "别处1号");
    Caller crew = TestDesk.person("c7", "3306", Role.CREW);
    assertEquals(List.of(own), listed(crew, null));
    assertEquals(List.of(), listed(crew, "也停电"));
    assertEquals("13800000000", test.desk.get(crew, own).contact().phone());
    assertThrows(Refusal.NotFound.class, () -> test.desk.get(crew, others));
    assertThrows(Refusal.NotFound.class, () -> test.desk.timeline(crew, others));
    assertEquals(2, listed(TestDesk.person("c7", "3306", Role.CREW, Role.AGENT), null).size());
    test.move(own, Move.DISPATCH, "crew", "c8");
    assertEquals(List.of(), listed(crew, null), "it was given to another crew");
  }

  private List<String> listed(Caller caller, String q) {
    return test.desk.find(caller, TestDesk.query(q, null, 9)).items().stream()
        .map(Request::requestNo)
        .toList();
  }

  @Test
  void whoSeesItMaskedDoesNotFindByIt() {
    String no =
        test.desk
            .submit(
                Caller.system("test"),
                TestDesk.submission("web", "张三-139", "enquiry", "我家停电", "c1", "天下小区3幢", null))
            .requestNo();
    Request masked = test.desk.get(TestDesk.ASSESSOR, no);
    assertEquals(new Submission.Contact("王**", "138****0000"), masked.contact());
    assertEquals("***", masked.address());
    assertEquals("***", masked.text());
    assertEquals("***", masked.channelRef());
    for (Role other : List.of(Role.INTEGRATOR, Role.ADMINISTRATOR, Role.CREW)) {
      Caller both = TestDesk.person("pan", "3306", Role.ASSESSOR, other);
      assertEquals("***", test.desk.get(both, no).text(), other + " unmasks nothing");
    }
    for (String q : List.of("停电", "天下", "停", "天下小区3幢", "%", "_", "王", "天 下")) {
      assertThrows(Refusal.Forbidden.class, () -> listed(TestDesk.ASSESSOR, q), q);
    }
    assertEquals(List.of(), listed(TestDesk.ASSESSOR, "13800000000"));
    assertEquals(List.of(no), listed(TestDesk.ASSESSOR, no));
    assertEquals(List.of(no), listed(TestDesk.ASSESSOR, no.substring(0, 8)));
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

  @Test
  void theCodeIsGivenToWhoeverWritesToCustomersAlone() {
    Receipt receipt = test.desk.submit(Caller.PUBLIC, TestDesk.fault("1", "c1"));
    String no = receipt.requestNo();
    assertEquals(receipt.trackingToken(), test.desk.trackingToken(Caller.system("notices"), no));
    for (Caller other : List.of(TestDesk.ASSESSOR, TestDesk.ASSESSOR.through("notes"))) {
      assertThrows(Refusal.Forbidden.class, () -> test.desk.trackingToken(other, no));
    }
  }

  /** The work may have begun before he called. */
  @Test
  void whatTheCustomerIsToldIsInTheOrderInWhichItHappened() {
    Receipt first = test.desk.submit(Caller.PUBLIC, TestDesk.fault("1", "c1"));
    test.clock.advance(Duration.ofMinutes(1));
    test.move(first.requestNo(), Move.TRIAGE);
    test.clock.advance(Duration.ofMinutes(1));
    Receipt second = test.desk.submit(Caller.PUBLIC, TestDesk.fault("2", "c1"));
    test.clock.advance(Duration.ofMinutes(1));
    test.move(
        first.requestNo(),
        Move.SCHEDULE,
        "from",
        "2026-11-22T09:00:00+08:00",
        "to",
        "2026-11-22T11:00:00+08:00");
    List<Tracking.Step> steps = test.desk.track(second.requestNo(), second.trackingToken()).steps();
    assertEquals(
        List.of(RequestState.TRIAGED, RequestState.RECEIVED, RequestState.SCHEDULED),
        steps.stream()
            .map(Tracking.Step::state)
            .filter(state -> state != RequestState.MERGED)
            .toList());
    List<Tracking.Step> sorted = new ArrayList<>(steps);
    sorted.sort(Comparator.comparing(Tracking.Step::at));
    assertEquals(sorted, steps);
  }
}
