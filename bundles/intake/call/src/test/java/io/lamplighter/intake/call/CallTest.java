package io.lamplighter.intake.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.call.SwitchCalls.Event;
import io.lamplighter.intake.call.SwitchCalls.Figures;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent's call from the ring to the end, and what the switch's events add up to. */
@NullUnmarked
class CallTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final Caller AGENT = person("zhang", Role.AGENT, "33");
  private static final Caller SWITCH =
      new Caller("pbx", Caller.Kind.PARTNER, Set.of(), "33", Set.of("call"));

  private static final PageTexts PAGES = PageTexts.load(null);

  private final UnitOfWork work = TestDatabase.unit("call");
  private final Map<String, Submission> submissions = new LinkedHashMap<>();
  private final List<MoveOrder> moves = new ArrayList<>();
  private final CommittedFacts journal = new CommittedFacts();
  private final NotedLooks looks = new NotedLooks();
  private final List<Caller> asked = new ArrayList<>();
  private final List<Fact> facts = journal.all();
  private final CallDesk calls =
      new CallDesk(work, journal, looks, desk(), customers(), () -> NOW, new TestHouse());
  private final SwitchCalls figures = new SwitchCalls(work, journal);

  private static Caller person(String name, Role role, String region) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }

  @BeforeEach
  void empty() {
    TestDatabase.reset("call");
  }

  private static Submission said(String text) {
    return new Submission(null, null, null, text, null, null, "越城区1号", null, null, null, null);
  }

  @Test
  void whoWithholdsHisNumberCallsAllTheSame() {
    for (String phone : new String[] {null, "", " ", "anonymous", "匿名"}) {
      CallDesk.Opened opened = calls.open(AGENT, phone, "95598", null);
      assertEquals(List.of(), opened.customers());
      String no = opened.call().callNo();
      calls.takeDown(AGENT, no, said("停电"));
      assertEquals(
          phone == null || phone.isBlank() ? null : phone, submissions.get(no).contact().phone());
      assertEquals(opened.call().phone(), calls.get(AGENT, no).phone());
    }
    assertThrows(Refusal.Invalid.class, () -> calls.open(AGENT, "1".repeat(101), "95598", null));
  }

  @Test
  void aPhoneThatTheAgentLeavesEmptyIsTheCalls() {
    String no = calls.open(AGENT, "13800000000", "95598", null).call().callNo();
    Map<String, Object> body = Map.of("text", "停电", "contact", Map.of("name", "王", "phone", " "));
    calls.takeDown(AGENT, no, CallsResource.said(body));
    assertEquals("13800000000", submissions.get(no).contact().phone());
  }

  @Test
  void theCustomerAndWhatHeHasOpenAreThereAtOnce() {
    CallDesk.Opened opened = calls.open(AGENT, "+86 13800000000".replace(" ", ""), "95598", null);
    assertEquals("open", opened.call().state());
    assertEquals(List.of("C1"), opened.customers().stream().map(Customer::customerNo).toList());
    assertEquals(List.of("R8"), opened.openRequests().stream().map(Request::requestNo).toList());
    assertEquals("call.opened", facts.get(0).type());
    assertEquals(false, facts.get(0).data().toString().contains("138"), "no phone in the journal");
    assertEquals(1, looks.all().size());
    Look look = looks.all().get(0);
    assertEquals("call", look.way());
    assertEquals(Map.of("phone", "+8613800000000"), look.words());
    assertEquals(
        Map.of(
            "customers", List.of("C1"),
            "requests", List.of("R8")),
        look.shown());
    assertEquals(
        List.of(AGENT.through("intake-call"), AGENT.through("intake-call")),
        asked,
        "within what the agent may see, and noted once");
  }

  @Test
  void aPhoneShowsOnlyInTheCallThatIsOpened() {
    String no = calls.open(AGENT, "13800000000", "95598", "330602").call().callNo();
    looks.all().clear();
    assertEquals("138****0000", calls.open(AGENT).get(0).phone());
    assertEquals("13800000000", calls.get(AGENT, no).phone());
    assertEquals("138****0000", calls.transfer(AGENT, no, "li", null).phone());
    assertEquals("138****0000", calls.close(AGENT, no, null, null).phone());
    assertEquals(
        List.of("zhang calls {calls=[" + no + "]}", "zhang call {calls=[" + no + "]}"),
        looks.told());
  }

  @Test
  void aCallIsTakenDownOnceTransferredAndClosed() {
    String no = calls.open(AGENT, "13800000000", "95598", "330602").call().callNo();
    Receipt receipt = calls.takeDown(AGENT, no, said("停电"));
    calls.takeDown(AGENT, no, said("停电"));
    assertEquals(1, submissions.size());
    Submission taken = submissions.get(no);
    assertEquals("call", taken.channel());
    assertEquals("13800000000", taken.contact().phone());
    assertEquals("330602", taken.region());
    assertEquals(receipt.requestNo(), calls.get(AGENT, no).requestNo());
    assertThrows(Refusal.Stale.class, () -> calls.transfer(AGENT, no, "li", 1L));
    assertEquals("li", calls.transfer(AGENT, no, "li", 2L).agent());
    assertEquals("closed", calls.close(AGENT, no, "answered", null).state());
    assertThrows(Refusal.Conflict.class, () -> calls.close(AGENT, no, null, null));
    // Whoever did not hear the answer asks again, when the call is over too.
    assertEquals(receipt.requestNo(), calls.takeDown(AGENT, no, said("停电")).requestNo());
    assertEquals(1, submissions.size());
    assertEquals(
        List.of("call.opened", "call.taken-down", "call.transferred", "call.closed"),
        facts.stream().map(Fact::type).toList());
    assertEquals(0, calls.open(AGENT).size());
    assertEquals(0, moves.size());
  }

  @Test
  void ofACallThatIsOverNoRequestIsMade() {
    String no = calls.open(AGENT, "13800000000", "95598", "330602").call().callNo();
    calls.close(AGENT, no, "wrong-number", null);
    Refusal refusal =
        assertThrows(Refusal.Conflict.class, () -> calls.takeDown(AGENT, no, said("停电")));
    assertEquals("call.closed", refusal.code());
    assertEquals(0, submissions.size());
  }

  @Test
  void anotherAgentMakesNoSecondRequestOfACall() {
    String no = calls.open(AGENT, "13800000000", "95598", "330602").call().callNo();
    assertTrue(no.matches("C[0-9]{8}[0-9]{7}"), no);
    Caller other = new Caller("other", Caller.Kind.PERSON, AGENT.roles(), "3306", Set.of());
    calls.takeDown(AGENT, no, said("停电"));
    Refusal refusal =
        assertThrows(Refusal.Conflict.class, () -> calls.takeDown(other, no, said("停电")));
    assertEquals("call.taken-down", refusal.code());
    calls.transfer(AGENT, no, "other", null);
    assertThrows(Refusal.Conflict.class, () -> calls.takeDown(other, no, said("停电")));
    String next = calls.open(AGENT, "13800000000", "95598", "330602").call().callNo();
    calls.transfer(AGENT, next, "other", null);
    calls.takeDown(other, next, said("停电"));
    assertEquals(2, submissions.size());
  }

  @Test
  void aVipCallHasTopPriorityAndPagesTheDutyOfficerOnce() {
    String no = calls.open(AGENT, "13800000000", "vip", null).call().callNo();
    calls.takeDown(AGENT, no, said("停电"));
    assertEquals(9L, moves.get(0).data().get("priority"));
    assertEquals("vip", submissions.get(no).channel());
    Entry entry = entry(facts.get(1));
    List<String> paged = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Carrier carrier =
        notice -> {
          paged.add(notice.id() + " " + notice.phone());
          words.add(notice.text());
          return Carrier.Outcome.TAKEN;
        };
    Carrier away =
        notice -> {
          throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
        };
    DutyPager pager = new DutyPager(work, PAGES);
    work.run(t -> pager.handle(t, List.of(entry, entry)));
    assertThrows(Refusal.Unavailable.class, () -> paging(away, "139, 138", Locale.CHINESE).round());
    assertEquals(1, paging(carrier, "139, 138", Locale.CHINESE).round());
    assertEquals(List.of("duty-" + no + "-0 139", "duty-" + no + "-1 138"), paged);
    assertTrue(words.get(0).contains("贵宾专线"), words.get(0));
    assertTrue(words.get(0).contains(calls.get(AGENT, no).requestNo()), words.get(0));
    assertEquals(0, paging(carrier, "139, 138", Locale.CHINESE).round());
    work.run(t -> pager.handle(t, List.of(entry)));
    paging(carrier, "137", Locale.ENGLISH).round();
    assertTrue(words.get(2).contains("VIP line"), words.get(2));
  }

  private Paging paging(Carrier carrier, String phones, Locale language) {
    return new Paging(work, carrier, PAGES, phones, language);
  }

  @Test
  void onlyLinesThatHaveWordsPage() {
    String no = calls.open(AGENT, "13800000000", "95598", null).call().callNo();
    calls.takeDown(AGENT, no, said("停电"));
    Entry entry = entry(facts.get(1));
    work.run(t -> new DutyPager(work, PAGES).handle(t, List.of(entry)));
    assertEquals(0, paging(nobody(), "139", Locale.CHINESE).round());
    PageTexts own = PageTexts.parse("pages.csv", "line,zh,en\n95598,来电{no},call {no}\n");
    work.run(t -> new DutyPager(work, own).handle(t, List.of(entry)));
    assertThrows(
        AssertionError.class, () -> new Paging(work, nobody(), own, "139", Locale.CHINESE).round());
    assertThrows(
        IllegalArgumentException.class,
        () -> PageTexts.parse("pages.csv", "line,zh,en\nvip,来电{name},call {no}\n"));
  }

  private static Carrier nobody() {
    return notice -> {
      throw new AssertionError(notice);
    };
  }

  private static Entry entry(Fact fact) {
    return new Entry(
        Cursor.START,
        fact.type(),
        fact.subject(),
        fact.region(),
        "zhang",
        "x",
        NOW,
        Map.copyOf(fact.data()));
  }

  @Test
  void inADrillNobodyIsPaged() {
    String no = calls.open(AGENT, "13800000000", "vip", null).call().callNo();
    calls.takeDown(
        AGENT,
        no,
        new Submission(null, null, null, "停电", null, null, "越城区1号", null, null, null, null, true));
    assertEquals(true, submissions.get(no).drill());
    Entry entry = entry(facts.get(1));
    work.run(t -> new DutyPager(work, PAGES).handle(t, List.of(entry)));
    assertEquals(0, paging(nobody(), "139", Locale.CHINESE).round());
  }

  @Test
  void onlyAgentsOfTheRegionMay() {
    String no = calls.open(AGENT, "13800000000", "95598", "3306").call().callNo();
    Caller other = person("wu", Role.AGENT, "3307");
    assertThrows(Refusal.NotFound.class, () -> calls.get(other, no));
    Caller crew = person("crew", Role.CREW, "33");
    assertThrows(Refusal.Forbidden.class, () -> calls.open(crew, "138", "95598", null));
    Refusal.Invalid wrong =
        assertThrows(Refusal.Invalid.class, () -> calls.open(AGENT, "x", "96", "north"));
    assertEquals(2, wrong.errors().size());
  }

  @Test
  void callsAreKeptSoManyDays() {
    Instant later = NOW.plus(Duration.ofDays(31));
    String no = calls.open(AGENT, "13800000000", "95598", null).call().callNo();
    figures.take(SWITCH, List.of(event("a", "offered", 0)));
    assertEquals(0, forget(later, 0), "for ever");
    assertEquals(0, forget(later, 31));
    assertEquals(2, forget(later, 30));
    assertEquals(0, forget(later, 30));
    assertThrows(Refusal.NotFound.class, () -> calls.get(AGENT, no));
  }

  private static int forget(Instant now, int days) {
    return TestDatabase.forget("call", () -> now, Map.of("keepDays", days));
  }

  @Test
  void theSwitchsEventsAddUpWhateverTheirOrder() {
    List<Event> events =
        List.of(
            event("a", "answered", 10),
            event("a", "offered", 0),
            event("b", "offered", 1),
            event("b", "abandoned", 31),
            event("c", "offered", 2),
            event("c", "answered", 32),
            event("c", "ended", 99));
    figures.take(SWITCH, events);
    figures.take(SWITCH, events);
    Caller supervisor = person("s", Role.SUPERVISOR, "33");
    Figures all = figures.figures(supervisor, NOW, NOW.plusSeconds(60)).get("all");
    assertEquals(new Figures(3, 2, 1, 20, 30, 1.0 / 3), all);
    assertEquals(
        2,
        figures
            .figures(supervisor, NOW.plusSeconds(1), NOW.plusSeconds(60))
            .get("95598")
            .offered());
  }

  @Test
  void anAnswerBeforeTheOfferWasNotWaitedFor() {
    figures.take(
        SWITCH,
        List.of(
            event("a", "offered", 15),
            event("a", "answered", 0),
            event("b", "offered", 10),
            event("b", "answered", 40),
            event("c", "offered", 20)));
    Caller supervisor = person("s", Role.SUPERVISOR, "33");
    Figures all = figures.figures(supervisor, NOW, NOW.plusSeconds(60)).get("all");
    assertEquals(new Figures(3, 2, 0, 15, 30, 1.0 / 3), all);
  }

  private static Event event(String call, String event, int second) {
    return new Event(call, event, NOW.plusSeconds(second).toString(), "95598");
  }

  @Test
  void badEventsAreNamedAndNothingIsKept() {
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                figures.take(
                    SWITCH,
                    List.of(event("a", "offered", 0), new Event("", "rang", "now", "a b"))));
    assertEquals(4, wrong.errors().size());
    assertThrows(Refusal.Invalid.class, () -> figures.take(SWITCH, List.of()));
    assertThrows(Refusal.Forbidden.class, () -> figures.take(AGENT, List.of()));
    Caller supervisor = person("s", Role.SUPERVISOR, "33");
    assertEquals(0, figures.figures(supervisor, NOW, NOW.plusSeconds(60)).get("all").offered());
  }

  private Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            CallTest.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "submit" -> {
                    Submission submission = (Submission) arguments[1];
                    submissions.put(submission.channelRef(), submission);
                    yield new Receipt(
                        "R1", "t", RequestState.RECEIVED, NOW, null, List.of(), false);
                  }
                  case "get" -> request("R1", RequestState.RECEIVED);
                  case "find" -> {
                    asked.add((Caller) arguments[0]);
                    yield new Page<>(
                        List.of(
                            request("R8", RequestState.ON_SITE),
                            request("R9", RequestState.CLOSED)),
                        null);
                  }
                  case "move" -> {
                    moves.add((MoveOrder) arguments[1]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Request request(String no, RequestState state) {
    return new Request(
        no,
        1,
        RequestKind.FAULT_REPAIR,
        "given",
        state,
        "call",
        null,
        "C1",
        null,
        "3306",
        null,
        null,
        null,
        null,
        null,
        "停电",
        5,
        null,
        NOW,
        null,
        List.of(),
        Set.of());
  }

  private Customers customers() {
    return (Customers)
        Proxy.newProxyInstance(
            CallTest.class.getClassLoader(),
            new Class<?>[] {Customers.class},
            (proxy, method, arguments) -> {
              asked.add((Caller) arguments[0]);
              return new Page<>(
                  List.of(customer("C1", "138-0000-0000"), customer("C2", "1380000")), null);
            });
  }

  private static Customer customer(String no, String phone) {
    return new Customer(
        no,
        1,
        "王",
        List.of(phone),
        null,
        null,
        "3306",
        "residential",
        false,
        null,
        null,
        null,
        null,
        null,
        Set.of());
  }
}
