package io.lamplighter.visits;

import static io.lamplighter.visits.Street.AGENT;
import static io.lamplighter.visits.Street.TEN;
import static io.lamplighter.visits.Street.at;
import static io.lamplighter.visits.Street.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import io.lamplighter.api.visits.Visits.Rate;
import io.lamplighter.api.visits.Visits.Said;
import io.lamplighter.kit.shares.Wilson;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Who is drawn is asked by one way after the other, once; what he says is the desk's. */
@NullUnmarked
class VisitsTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final String VISIT = "1.3";
  private final Street street = new Street();

  private void complaint(String no, String phone) {
    street.request(no, RequestKind.COMPLAINT, phone, null);
    street.resolved(no, "wang");
    street.rounds();
  }

  private void calling() {
    complaint("1", "13800000001");
    street.later(DAY);
    street.later(DAY);
  }

  private static Said said(long score, String... reasons) {
    return new Said(score, List.of(reasons), Map.of(), null);
  }

  @Test
  void whoIsDrawnIsAskedInTheTextThatSaysThatItIsDone() {
    complaint("1", "13800000001");
    Visit visit = street.visit("1");
    assertEquals(VisitState.ASKED, visit.state());
    assertEquals(VisitWay.TEXT, visit.way());
    assertEquals("complaint/2026-01-01", visit.questions());
    assertEquals(Optional.of(true), street.visits.asks("1", TEN));
    assertEquals(List.of("visit.decided", "visit.planned"), street.types());
    assertEquals("complaint", street.fact("visit.decided").data().get("rule"));
    assertNull(street.fact("visit.decided").data().get("why"));
  }

  @Test
  void untilItIsDrawnNobodyKnows() {
    street.request("1", RequestKind.COMPLAINT, "13800000001", null);
    street.resolved("1", "wang");
    assertEquals(Optional.empty(), street.visits.asks("1", TEN));
    assertEquals(Optional.empty(), street.visits.asks("2", TEN));
  }

  @Test
  void oneWayComesAfterTheOther() {
    calling();
    assertEquals(List.of("visit.decided", "visit.planned", "visit.asked"), street.types());
    assertEquals("form", street.fact("visit.asked").data().get("way"));
    assertEquals(VisitState.CALLING, street.visit("1").state());
    assertEquals(street.now, street.visit("1").nextAt());
  }

  @Test
  void whatHeTextsEndsTheVisit() {
    complaint("1", "13800000001");
    street.move(
        Caller.system("intake-sms"), new MoveOrder("1", Move.VISIT, null, Map.of("score", 5L)));
    street.later(DAY.multipliedBy(3));
    Visit visit = street.visit("1");
    assertEquals(VisitState.ANSWERED, visit.state());
    Visit.Answer answer = visit.answer();
    assertNotNull(answer);
    assertEquals("sms", answer.channel());
    assertTrue(answer.asked());
    assertFalse(answer.bad());
    assertEquals(List.of("visit.decided", "visit.planned", "visit.answered"), street.types());
  }

  @Test
  void whatAnAgentIsToldIsTheDesksAndThenTheVisits() {
    calling();
    street.visits.answer(
        AGENT, VISIT, null, new Said(4L, List.of(), Map.of("settled", "yes", "speed", "3"), "还行"));
    assertFalse(street.types().contains("visit.answered"), "the desk has not heard it yet");
    street.rounds();
    MoveOrder move = street.moves.get(0);
    assertEquals(Move.VISIT, move.move());
    assertEquals(Map.of("score", 4L, "comment", "还行"), move.data());
    assertEquals(Map.of("settled", "yes", "speed", "3"), street.visit("1").answer().answers());
    assertEquals("call", street.fact("visit.answered").data().get("channel"));
  }

  @Test
  void onePhoneIsKnownAgainAndNotTold() {
    for (String no : List.of("1", "2", "3")) {
      street.request(
          no, RequestKind.COMPLAINT, "1380000000" + (no.equals("3") ? 3 : 1), "cust-" + no);
      street.resolved(no, "wang");
      street.rounds();
      street.move(
          Caller.system("intake-sms"), new MoveOrder(no, Move.VISIT, null, Map.of("score", 5L)));
    }
    List<Map<String, ?>> told =
        street.facts.stream()
            .filter(fact -> fact.type().equals("visit.answered"))
            .<Map<String, ?>>map(Fact::data)
            .toList();
    assertEquals("cust-2", told.get(1).get("customerNo"));
    assertEquals(told.get(0).get("phone"), told.get(1).get("phone"));
    assertNotEquals(told.get(0).get("phone"), told.get(2).get("phone"));
    assertFalse(told.toString().contains("138000"), told.toString());
  }

  @Test
  void ifTheCustomerWasQuickerHisScoreStands() {
    calling();
    street.visits.answer(AGENT, VISIT, null, said(5));
    street.move(
        Caller.system("intake-sms"), new MoveOrder("1", Move.VISIT, null, Map.of("score", 1L)));
    street.rounds();
    assertEquals(1, street.visit("1").answer().score());
    assertEquals(1, street.types().stream().filter("visit.answered"::equals).count());
  }

  @Test
  void aBadOneOpensTheRequestAgain() {
    calling();
    street.visits.answer(AGENT, VISIT, null, said(2, "late"));
    street.rounds();
    assertEquals(
        List.of(Move.VISIT, Move.REOPEN), street.moves.stream().map(MoveOrder::move).toList());
    assertEquals("reopen", street.fact("visit.bad").data().get("then"));
    assertEquals(List.of("late"), street.fact("visit.bad").data().get("reasons"));
    assertEquals(VisitState.ANSWERED, street.visit("1").state());
  }

  @Test
  void whileTheDeskIsAwayTheAnswerWaits() {
    calling();
    street.visits.answer(AGENT, VISIT, null, said(4));
    street.deskIsAway = true;
    street.rounds();
    assertEquals(List.of(), street.moves);
    street.deskIsAway = false;
    street.later(Duration.ofMinutes(1));
    assertEquals(1, street.moves.size());
    assertTrue(street.types().contains("visit.answered"));
  }

  @Test
  void oneThatTheDeskRefusesKeepsNobodyWaiting() {
    for (String no : List.of("1", "2")) {
      complaint(no, "1380000000" + no);
    }
    street.later(DAY);
    street.later(DAY);
    street.puzzling.add("1");
    street.visits.answer(AGENT, "1.3", null, said(4));
    street.visits.answer(AGENT, "2.3", null, said(4));
    street.rounds();
    assertEquals(List.of("2"), street.moves.stream().map(MoveOrder::requestNo).toList());
    street.puzzling.clear();
    street.later(Duration.ofMinutes(1));
    assertEquals(2, street.moves.size());
  }

  @Test
  void whatTheDeskHadMadeBeforeItWasKilledIsNotMadeTwice() {
    calling();
    street.visits.answer(AGENT, VISIT, null, said(4));
    street.deskBreaksOff = true;
    street.rounds();
    street.deskBreaksOff = false;
    street.later(Duration.ofMinutes(1));
    assertEquals(1, street.moves.size());
    assertEquals(1, street.types().stream().filter("visit.answered"::equals).count());
  }

  @Test
  void anAnswerIsNotToldOfAnotherLifeOfTheRequest() {
    calling();
    street.visits.answer(AGENT, VISIT, null, said(4));
    street.deskIsAway = true;
    street.rounds();
    street.deskIsAway = false;
    Caller sms = Caller.system("intake-sms");
    street.move(sms, new MoveOrder("1", Move.VISIT, null, Map.of("score", 1L)));
    street.move(sms, new MoveOrder("1", Move.REOPEN, null, Map.of("reason", "x")));
    street.resolved("1", "wang");
    street.moves.clear();
    street.later(Duration.ofMinutes(1));
    assertEquals(List.of(), street.moves);
  }

  @Test
  void aJournalThatIsReadFromItsStartChangesNothing() {
    calling();
    street.visits.answer(AGENT, VISIT, null, said(2, "late"));
    street.rounds();
    street.resolved("1", "wang");
    street.rounds();
    List<Visit> before = all();
    assertEquals(List.of("1.8", "1.3"), before.stream().map(Visit::id).toList());
    List<String> told = street.types();
    street.replay();
    street.rounds();
    assertEquals(before, all());
    assertEquals(told, street.types());
  }

  private List<Visit> all() {
    return street
        .visits
        .find(AGENT, new VisitQuery(null, null, null, null, null, null, null, null, Page.MAX))
        .items();
  }

  @Test
  void aScoreThatWhoDidTheWorkWritesIsInNoRate() {
    complaint("1", "13800000001");
    street.move(
        person("wang", Role.AGENT), new MoveOrder("1", Move.VISIT, null, Map.of("score", 5L)));
    street.rounds();
    assertEquals(VisitState.ANSWERED, street.visit("1").state());
    assertFalse(street.visit("1").answer().asked());
    assertNull(street.fact("visit.answered").data().get("asked"));
    Rate rate = rates("cell").get("G1");
    assertEquals(List.of(1L, 0L, 1L), List.of(rate.asked(), rate.answered(), rate.unasked()));
  }

  @Test
  void whatAnAgentHeardAboutWorkThatGoesOnIsNotKept() {
    calling();
    street.visits.answer(
        AGENT, VISIT, null, new Said(2L, List.of("late"), Map.of("settled", "no"), "又停了"));
    street.happens("request.cancelled", "1", "wang", Map.of("version", 4));
    Visit visit = street.visit("1");
    assertEquals(VisitState.DROPPED, visit.state());
    assertNull(visit.answer());
    boolean kept =
        street.work.call(
            t ->
                new Sql(
                        t.connection(),
                        "select 1 from visits.visit where comment is not null"
                            + " or answers is not null or answered_by is not null")
                    .isThere());
    assertFalse(kept);
  }

  @Test
  void whoIsNotAskedIsInTheJournalToo() {
    complaint("1", "13800000001");
    complaint("2", "13800000001");
    assertEquals("asked-lately", street.fact("visit.decided").data().get("why"));
    assertEquals(100L, street.fact("visit.decided").data().get("share"));
    assertTrue(street.visit("2").draw().drawn(), "his number was below the share");
  }

  @Test
  void tablesAreToldWhenTheyComeInForceAndOnce() {
    for (String digest : List.of("a", "a", "b", "a")) {
      street.seeds.tables(digest);
    }
    assertEquals(
        List.of("a", "b", "a"),
        street.facts.stream().map(fact -> fact.data().get("digest")).toList());
  }

  @Test
  void restIsCountedFromWhenHeWouldBeAsked() {
    street.request("1", RequestKind.COMPLAINT, "13800000001", null);
    street.resolved("1", "wang");
    street.rounds();
    street.later(Duration.ofHours(1));
    street.request("2", RequestKind.SERVICE, "13800000001", null);
    street.resolved("2", "wang");
    street.rounds();
    assertEquals(VisitState.ASKED, street.visit("2").state(), "a month later");
    street.request("3", RequestKind.SERVICE, "13800000003", null);
    street.resolved("3", "wang");
    street.rounds();
    complaint("4", "13800000003");
    assertEquals(VisitState.ASKED, street.visit("4").state(), "a month before");
    street.later(DAY);
    complaint("5", "13800000003");
    assertEquals("asked-lately", street.visit("5").why());
  }

  @Test
  void whoDidTheWorkCannotDoTheVisit() {
    street.request("1", RequestKind.COMPLAINT, "13800000001", null);
    street.happens(
        "work-order.arrived",
        "W1",
        "crew-li",
        Map.of("requestNo", "1", "workOrder", "W1", "workKind", "survey", "state", "on-site"));
    street.happens("request.accepted", "1", "crew-zhao", Map.of());
    street.resolved("1", "wang");
    street.rounds();
    street.later(DAY);
    street.later(DAY);
    for (String name : List.of("wang", "crew-li", "crew-zhao")) {
      Caller his = person(name, Role.AGENT);
      assertEquals(
          "visit.own-work",
          assertThrows(
                  Refusal.Forbidden.class, () -> street.visits.answer(his, VISIT, null, said(5)))
              .code());
      assertThrows(
          Refusal.Forbidden.class, () -> street.visits.tried(his, VISIT, null, "no-answer"));
    }
    assertEquals(List.of(), due(person("wang", Role.AGENT)));
    assertEquals(List.of(VISIT), due(AGENT));
    street.visits.answer(AGENT, VISIT, null, said(5));
  }

  private List<String> due(Caller caller) {
    VisitQuery calls =
        new VisitQuery(VisitState.CALLING, null, null, null, null, null, true, null, Page.MAX);
    return street.visits.find(caller, calls).items().stream().map(Visit::id).toList();
  }

  @Test
  void afterThreeTriesAtDifferentHoursHeIsNotReached() {
    calling();
    street.visits.tried(AGENT, VISIT, null, "no-answer");
    assertEquals(at("2026-12-02T14:00"), street.visit("1").nextAt());
    assertEquals(
        "visit.same-hours",
        assertThrows(
                Refusal.Conflict.class, () -> street.visits.tried(AGENT, VISIT, null, "no-answer"))
            .code());
    street.now = at("2026-12-02T15:00");
    street.visits.tried(AGENT, VISIT, null, "busy");
    street.now = at("2026-12-02T19:00");
    Visit visit = street.visits.tried(AGENT, VISIT, null, "call-back");
    assertEquals(VisitState.NOT_REACHED, visit.state());
    assertEquals(
        List.of("no-answer", "busy", "call-back"),
        visit.tries().stream().map(Visit.Try::outcome).toList());
    assertEquals(3L, street.fact("visit.not-reached").data().get("tries"));
    street.later(DAY.multipliedBy(20));
    assertEquals(VisitState.NOT_REACHED, street.visit("1").state());
  }

  @Test
  void whoDoesNotWantToIsLeftAlone() {
    calling();
    assertEquals("refused", street.visits.tried(AGENT, VISIT, null, "refused").why());
    assertEquals("visit.dropped", street.types().get(street.types().size() - 1));
    assertEquals(
        "visit.over",
        assertThrows(
                Refusal.Conflict.class, () -> street.visits.answer(AGENT, VISIT, null, said(5)))
            .code());
  }

  @Test
  void whatNobodyCallsIsTakenOffTheListAndNotSaidToBeUnreached() {
    calling();
    street.later(DAY.multipliedBy(14));
    assertEquals(VisitState.DROPPED, street.visit("1").state());
    assertEquals("not-called", street.visit("1").why());
  }

  @Test
  void nobodyIsAskedTwiceWithinAMonth() {
    complaint("1", "13800000001");
    complaint("2", "+86 138 0000 0001");
    assertEquals("asked-lately", street.visit("2").why());
    assertEquals(Optional.of(false), street.visits.asks("2", TEN));
    street.later(Duration.ofDays(29));
    complaint("3", "13800000001");
    assertEquals("asked-lately", street.visit("3").why());
    street.later(Duration.ofDays(1).plusSeconds(1));
    complaint("4", "13800000001");
    assertEquals(VisitState.ASKED, street.visit("4").state());
  }

  @Test
  void norByAnotherPhoneOfTheSameCustomer() {
    street.request("1", RequestKind.COMPLAINT, "13800000001", "C1");
    street.resolved("1", "wang");
    street.rounds();
    street.request("2", RequestKind.COMPLAINT, "13800000002", "C1");
    street.resolved("2", "wang");
    street.rounds();
    assertEquals("asked-lately", street.visit("2").why());
  }

  @Test
  void ofImportantCustomersAllAreAsked() {
    street.important.add("C1");
    street.request("1", RequestKind.FAULT_REPAIR, "13800000001", "C1");
    street.resolved("1", "wang");
    street.rounds();
    assertEquals("important", street.visit("1").draw().rule());
    assertEquals(VisitState.ASKED, street.visit("1").state());
  }

  @Test
  void aNewConnectionIsAskedAboutAMonthLater() {
    street.request("1", RequestKind.SERVICE, "13800000001", null);
    street.resolved("1", "wang");
    street.rounds();
    assertEquals(Optional.of(false), street.visits.asks("1", TEN));
    street.later(DAY.multipliedBy(29));
    assertEquals(List.of("visit.decided", "visit.planned"), street.types());
    street.later(DAY);
    assertEquals(List.of("visit.decided", "visit.planned", "visit.asked"), street.types());
    assertEquals("text", street.fact("visit.asked").data().get("way"));
    street.later(DAY);
    assertEquals("form", street.fact("visit.asked").data().get("way"));
  }

  @Test
  void whoIsNotAskedMayStillSaySomethingAndIsInNoRate() {
    street.request("1", RequestKind.COMPLAINT, null, null);
    street.resolved("1", "wang");
    street.rounds();
    assertEquals("no-phone", street.visit("1").why());
    street.move(
        Caller.system("intake-web"), new MoveOrder("1", Move.VISIT, null, Map.of("score", 5L)));
    street.rounds();
    assertEquals(VisitState.ANSWERED, street.visit("1").state());
    assertFalse(street.visit("1").answer().asked());
    assertNull(street.fact("visit.answered").data().get("asked"));
    Rate rate = rates("cell").get("G1");
    assertEquals(List.of(0L, 1L), List.of(rate.answered(), rate.unasked()));
    assertNull(rate.rate());
  }

  @Test
  void aScoreThatIsQuickerThanTheDrawIsDrawnAllTheSame() {
    street.request("1", RequestKind.COMPLAINT, "13800000001", null);
    street.resolved("1", "wang");
    street.move(
        Caller.system("intake-web"), new MoveOrder("1", Move.VISIT, null, Map.of("score", 4L)));
    street.rounds();
    assertEquals(VisitState.ANSWERED, street.visit("1").state());
    assertTrue(street.visit("1").answer().asked());
    assertFalse(street.types().contains("visit.planned"));
  }

  @Test
  void aDrillAsksNobody() {
    street.request("1", RequestKind.COMPLAINT, "13800000001", null);
    street.happens("request.resolved", "1", "wang", Map.of("version", 3, "drill", true));
    street.rounds();
    assertEquals("drill", street.visit("1").why());
    assertEquals(Map.of(), rates("cell"));
  }

  @Test
  void anAnswerSaysWhatIsWrongWithIt() {
    calling();
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                street.visits.answer(
                    AGENT,
                    VISIT,
                    null,
                    new Said(
                        6L,
                        List.of("weather"),
                        Map.of("settled", "maybe", "polite", "yes"),
                        "长".repeat(501))));
    assertEquals(
        List.of("/answers/polite", "/answers/settled", "/comment", "/reasons", "/score"),
        wrong.errors().stream().map(one -> one.pointer()).sorted().toList());
    assertEquals(
        "/reasons",
        assertThrows(Refusal.Invalid.class, () -> street.visits.answer(AGENT, VISIT, null, said(2)))
            .errors()
            .get(0)
            .pointer());
    for (String comment : List.of(" ", "a\u0007b", "\ud83d")) {
      assertEquals(
          "/comment",
          assertThrows(
                  Refusal.Invalid.class,
                  () ->
                      street.visits.answer(
                          AGENT, VISIT, null, new Said(5L, List.of(), Map.of(), comment)))
              .errors()
              .get(0)
              .pointer());
    }
    assertThrows(
        Refusal.Invalid.class,
        () -> street.visits.answer(AGENT, VISIT, null, said(2, "late", "late")));
    assertThrows(Refusal.Stale.class, () -> street.visits.answer(AGENT, VISIT, 99L, said(5)));
    Caller elsewhere = new Caller("he", Caller.Kind.PERSON, Set.of(Role.AGENT), "34", Set.of());
    assertThrows(
        Refusal.NotFound.class, () -> street.visits.answer(elsewhere, VISIT, null, said(5)));
    assertThrows(
        Refusal.Forbidden.class,
        () -> street.visits.answer(person("p", Role.ASSESSOR), VISIT, null, said(5)));
  }

  @Test
  void theSeedIsFixedBeforeTheDrawAndToldWhenTheDayIsOver() {
    complaint("1", "13800000001");
    Visit.Draw draw = street.visit("1").draw();
    assertEquals("visit-seed.committed", street.facts.get(0).type());
    String commitment = String.valueOf(street.facts.get(0).data().get("commitment"));
    assertEquals(0, street.seeds.open(), "the day is not over");
    street.now = at("2026-12-01T00:09");
    assertEquals(0, street.seeds.open(), "another node's clock may be behind");
    street.now = at("2026-12-01T00:10:01");
    assertEquals(1, street.seeds.open());
    assertEquals(0, street.seeds.open());
    String seed = String.valueOf(street.fact("visit-seed.opened").data().get("seed"));
    assertEquals(commitment, Draw.commitment(seed));
    assertEquals(Draw.number(seed, VISIT), draw.number());
  }

  @Test
  void ratesAreByUnitWithTheirInterval() {
    for (int i = 0; i < 4; i++) {
      complaint("" + i, "1380000001" + i);
      street.move(
          Caller.system("intake-sms"),
          new MoveOrder("" + i, Move.VISIT, null, Map.of("score", i == 3 ? 1L : 5L)));
      street.rounds();
    }
    for (String by : List.of("cell", "station", "county", "city", "province", "kind")) {
      assertEquals(1, rates(by).size(), by);
    }
    assertEquals(Set.of("Y1"), rates("county").keySet());
    assertEquals(Set.of("3306"), rates("city").keySet());
    Rate rate = rates("station").get("S1");
    assertEquals(List.of(4L, 4L, 3L), List.of(rate.asked(), rate.answered(), rate.satisfied()));
    assertEquals(0.75, rate.rate());
    assertEquals(4.0, rate.mean());
    assertEquals(Wilson.of(3, 4), new Wilson(rate.low(), rate.high()));
    assertTrue(rate.few());
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () -> street.visits.rates(AGENT, "street", TEN, TEN.plus(Duration.ofDays(401)), null));
    assertEquals(2, wrong.errors().size());
  }

  private Map<String, Rate> rates(String by) {
    return street.visits.rates(AGENT, by, TEN.minus(DAY), street.now.plus(DAY), null).stream()
        .collect(Collectors.toMap(Rate::unit, rate -> rate));
  }
}
