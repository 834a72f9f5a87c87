package io.lamplighter.answers;

import static io.lamplighter.answers.Night.CUSTOMER;
import static io.lamplighter.answers.Night.PHONE;
import static io.lamplighter.answers.Night.SMS;
import static io.lamplighter.answers.Night.SUPERVISOR;
import static io.lamplighter.answers.Night.WEB;
import static io.lamplighter.answers.Night.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.AnswerQuery;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers.Rate;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Lookups;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** An enquirer is answered once, from the right place, and what he says of it is the desk's. */
@NullUnmarked
class AnswersTest {
  private static final String A = "26113000000011";
  private static final String B = "26113000000022";
  private static final String TARIFF = "请问阶梯电价怎么算";
  private final Night night = new Night();

  private void answered() {
    night.article = Night.article("K0012");
    night.web(A, TARIFF, PHONE);
    night.rounds();
  }

  @Test
  void anArticleIsToldWithNumberSourceAndValidityOnce() {
    answered();
    String said = night.said(A);
    assertTrue(said.contains("第一档每度0.538元。"), said);
    assertTrue(said.contains("浙发改价格〔2022〕1号") && said.contains("K0012第3版"), said);
    assertTrue(said.contains("2027-12-31"), said);
    assertEquals(List.of("answer.given"), night.types());
    Map<String, ?> given = night.facts.get(0).data();
    assertEquals("article", given.get("source"));
    assertEquals("K0012", given.get("article"));
    assertEquals(3L, ((Number) Objects.requireNonNull(given.get("articleVersion"))).longValue());
    assertFalse(given.toString().contains("0.538"), "nothing that was said is in the journal");
    night.received(A, "enquiry", true);
    night.rounds();
    assertEquals(1, night.facts.size());
  }

  @Test
  void whatNobodyKnowsIsNotAnsweredAndTheEditorsHearOfIt() {
    night.web(A, "请问你们收不收旧电表", PHONE);
    night.rounds();
    assertEquals("no-answer", night.answer(A).why());
    assertEquals(List.of(A), night.gaps);
    assertEquals("", night.said(A));
    assertEquals(List.of(), night.types());
    assertFalse(night.answers.askPerson(WEB, A), "it waits for a person anyhow");
  }

  @Test
  void onlyEnquiriesThatAreSureAndNoDrillsAreAnswered() {
    night.article = Night.article("K0012");
    for (String kind : List.of("complaint", "report", "emergency", "fault-repair", "opinion")) {
      night.request(A, "web", TARIFF, PHONE, null, null, null, Night.stranger());
      night.received(A, kind, true);
    }
    night.received(A, "enquiry", false);
    night.happens(
        "request.received", A, "chen", Map.of("kind", "enquiry", "kindSure", true, "drill", true));
    night.request(B, "call", TARIFF, PHONE, null, null, null, Night.stranger());
    night.received(B, "enquiry", true);
    night.rounds();
    assertEquals(List.of(), night.types());
    assertThrows(Refusal.NotFound.class, () -> night.answer(A));
  }

  @Test
  void aCompanyMayAnswerAtNightOnly() {
    Night dark = new Night("20:00-08:00");
    dark.article = Night.article("K0012");
    dark.now = at("2026-11-30T19:59");
    dark.web(A, TARIFF, PHONE);
    dark.now = at("2026-12-01T07:59");
    dark.web(B, TARIFF, PHONE);
    dark.rounds();
    assertThrows(Refusal.NotFound.class, () -> dark.answer(A));
    assertEquals(AnswerState.GIVEN, dark.answer(B).state());
    assertThrows(IllegalArgumentException.class, () -> Hours.of("at night"));
  }

  @Test
  void theOutageAtHisPlaceComesBeforeAnArticle() {
    night.article = Night.article("K0099");
    night.outage("P1", "L1", "approved", "2026-11-30T22:00", "2026-12-01T05:30");
    night.sms(A, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertEquals(AnswerSource.OUTAGE, night.answer(A).source());
    assertTrue(
        night.said(A).contains("计划停电") && night.said(A).contains("12-01 05:30"), night.said(A));
  }

  @Test
  void anOutageElsewhereOrOverIsNotHis() {
    night.outage("P1", "L2", "approved", "2026-11-30T22:00", "2026-12-01T05:30");
    night.outage("P2", "L1", "cancelled", "2026-11-30T22:00", "2026-12-01T05:30");
    night.outage("P3", "L1", "done", "2026-11-30T08:00", "2026-11-30T09:00");
    night.outage("P4", "L1", "begun", "2026-11-30T22:00", "2026-12-01T05:30", "T2");
    night.sms(A, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertEquals("no-answer", night.answer(A).why());
    night.sms(B, "When will the power be back?", "13800000002", "3306010000018", "T2");
    night.rounds();
    assertTrue(night.said(B).startsWith("There is a planned outage"), night.said(B));
  }

  @Test
  void whoSitsInTheDarkIsNotToldOfTomorrow() {
    night.outage("P1", "T1", "approved", "2026-12-01T08:00", "2026-12-01T18:00");
    night.sms(A, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.sms(B, "请问明天会停电吗", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertEquals("no-answer", night.answer(A).why());
    assertTrue(night.said(B).contains("12-01 08:00"), night.said(B));
  }

  @Test
  void aFaultIsToldBeforeWhatIsPlannedNextAndAfterWhatGoesOn() {
    night.outage("P1", "T1", "approved", "2026-12-01T08:00", "2026-12-01T18:00");
    for (int i = 0; i < 3; i++) {
      fault("F" + i, "C" + i, "place-" + i);
    }
    night.sms(A, "请问今晚停电吗", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertTrue(night.said(A).contains("故障停电"), night.said(A));
    night.outage("P2", "L1", "begun", "2026-11-30T22:00", "2026-12-01T05:30");
    night.sms(B, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertTrue(night.said(B).contains("05:30"), night.said(B));
  }

  @Test
  void oneHouseholdOrOneStrangerIsNotMany() {
    for (int i = 0; i < 5; i++) {
      fault("G" + i, "C" + i, "place-1");
      fault("H" + i, null, "place-1");
    }
    night.sms(A, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertEquals("no-answer", night.answer(A).why(), "one stranger who types five numbers");
    night.requests.keySet().removeIf(no -> no.matches("[GH].*"));
    for (int i = 0; i < 5; i++) {
      fault("F" + i, "C1", "place-" + i);
    }
    night.sms(B, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertEquals("no-answer", night.answer(B).why(), "one household that reports five times");
  }

  @Test
  void nobodyIsSaidToBeAtWorkBeforeACrewHasIt() {
    for (int i = 0; i < 3; i++) {
      fault("F" + i, "C" + i, "place-" + i, RequestState.TRIAGED);
    }
    night.sms(A, "请问什么时候来电", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertTrue(night.said(A).contains("正在核实"), night.said(A));
    assertFalse(night.said(A).contains("在处理"), night.said(A));
  }

  @Test
  void aFaultIsKnownWhenManyHaveReportedIt() {
    for (int i = 0; i < 3; i++) {
      fault("F" + i, "C" + i, "place-" + i);
      night.sms("Q" + i, "请问什么时候来电", "1380000010" + i, "C" + i, "T1");
      night.rounds();
    }
    assertEquals("no-answer", night.answer("Q1").why(), "two are their own matter");
    assertEquals(AnswerSource.OUTAGE, night.answer("Q2").source());
  }

  private void fault(String no, String customer, String stranger) {
    fault(no, customer, stranger, RequestState.DISPATCHED);
  }

  private void fault(String no, String customer, String stranger, RequestState state) {
    Request.Trust trust = new Request.Trust(true, true, stranger);
    String by = customer == null ? null : "number";
    night.request(no, "web", "停电", null, customer, by, "T1", trust);
    night.stands(RequestKind.FAULT_REPAIR, "given", state, night.requests.get(no));
  }

  @Test
  void hisBillIsToldToHimWhoWritesFromThePhoneOnFile() {
    night.account =
        Map.of(
            "balance", -31.2,
            "arrears", 31.2,
            "lastBill",
                Map.of("period", "2026-10", "energy", 187, "amount", 101.5, "dueOn", "2026-12-05"));
    night.sms(A, "我上个月电费是多少？", PHONE, CUSTOMER, "T1");
    night.rounds();
    String said = night.said(A);
    assertTrue(said.contains("101.5元") && said.contains("187度"), said);
    assertTrue(said.contains("欠费31.2元") && said.contains("2026-12-05"), said);
    assertEquals(List.of(CUSTOMER), night.askedAccounts);
    night.accountIs = Lookups.State.UNAVAILABLE;
    night.account = Map.of();
    night.sms(B, "How much do I owe you?", PHONE, CUSTOMER, "T1");
    night.rounds();
    assertTrue(night.said(B).contains("cannot be looked up just now"), night.said(B));
  }

  @Test
  void howFarHisOwnRequestIsHeIsTold() {
    night.sms(B, "停电", PHONE, null, null);
    night.sms(A, "请问我的工单２６１１３０ 00000022到哪一步了？", PHONE, null, null);
    night.rounds();
    assertEquals(AnswerSource.PROGRESS, night.answer(A).source());
    assertTrue(night.said(A).contains(B + "：已受理"), night.said(A));
  }

  @Test
  void whoIsAwayIsWaitedForAndWhatIsLateIsLeftToAPerson() {
    night.article = Night.article("K0012");
    night.knowledgeIsAway = true;
    night.web(A, TARIFF, PHONE);
    night.rounds();
    assertEquals(AnswerState.SOUGHT, night.answer(A).state());
    night.knowledgeIsAway = false;
    night.deskIsAway = true;
    night.later(Duration.ofSeconds(6));
    assertEquals(AnswerState.SOUGHT, night.answer(A).state());
    night.deskIsAway = false;
    night.web(B, TARIFF, "13800000002");
    night.later(Duration.ofSeconds(6));
    assertEquals(AnswerState.GIVEN, night.answer(A).state());
    night.knowledgeIsAway = true;
    night.web("26113000000033", TARIFF, "13800000003");
    night.rounds();
    night.later(Duration.ofMinutes(11));
    assertEquals("late", night.answer("26113000000033").why());
  }

  @Test
  void whoHangsIsNotWaitedForForEver() {
    night.knowledgeHangs = true;
    night.web(A, TARIFF, PHONE);
    night.rounds();
    assertEquals(AnswerState.SOUGHT, night.answer(A).state());
    night.knowledgeHangs = false;
    night.article = Night.article("K0012");
    night.later(Duration.ofSeconds(6));
    assertEquals(AnswerState.GIVEN, night.answer(A).state());
  }

  @Test
  void soManyAnswersADayToOnePhone() {
    night.article = Night.article("K0012");
    for (int i = 1; i <= 4; i++) {
      night.web("2611300000010" + i, TARIFF, i % 2 == 0 ? PHONE : "+86 138-0000-0001");
      night.rounds();
    }
    assertEquals("limit", night.answer("26113000000104").why());
    assertEquals(3, night.facts.size());
    night.now = night.now.plus(Duration.ofHours(25));
    night.web(A, TARIFF, PHONE);
    night.rounds();
    assertEquals(AnswerState.GIVEN, night.answer(A).state());
  }

  @Test
  void whatPhoneAStrangerTypesNeitherSparesHimNorCostsItsOwner() {
    night.article = Night.article("K0012");
    for (int i = 1; i <= 4; i++) {
      night.web("2611300000010" + i, TARIFF, "1380000010" + i);
      night.rounds();
    }
    assertEquals("limit", night.answer("26113000000104").why());
    night.sms(A, TARIFF, "13800000101", null, null);
    night.rounds();
    assertEquals(AnswerState.GIVEN, night.answer(A).state());
  }

  @Test
  void oneTapPutsHimBeforeTheOthers() {
    answered();
    assertTrue(night.answers.askPerson(SMS, A));
    assertTrue(night.answers.askPerson(WEB, A), "again is the same");
    night.rounds();
    assertEquals(List.of("answer.given", "answer.person-asked"), night.types());
    assertEquals("sms", night.facts.get(1).data().get("on"));
    assertEquals(1, night.moves.size());
    assertEquals(Move.TRIAGE, night.moves.get(0).move());
    assertEquals(4L, night.moves.get(0).data().get("priority"), "a stranger is not before faults");
    assertEquals(AnswerState.PERSON_ASKED, night.answer(A).state());
    night.later(Duration.ofDays(3));
    assertEquals(1, night.moves.size(), "the house does not settle it");
    assertFalse(night.answers.helped(WEB, A));
  }

  @Test
  void whoHasShownWhoHeIsGoesBeforeFaults() {
    night.article = Night.article("K0012");
    night.sms(A, TARIFF, PHONE, CUSTOMER, "T1");
    night.rounds();
    assertTrue(night.answers.askPerson(SMS, A));
    night.rounds();
    assertEquals(8L, night.moves.get(0).data().get("priority"));
  }

  @Test
  void whatACrewHasIsNotTakenFromIt() {
    answered();
    night.states.put(A, RequestState.DISPATCHED);
    assertTrue(night.answers.askPerson(SMS, A));
    night.rounds();
    assertEquals(List.of(), night.moves);
  }

  @Test
  void whenItHelpedTheHouseSettlesIt() {
    answered();
    assertTrue(night.answers.helped(WEB, A));
    assertFalse(night.answers.helped(WEB, A));
    night.rounds();
    assertEquals(RequestState.RESOLVED, night.states.get(A));
    assertEquals(AnswerState.HELPED, night.answer(A).state());
    assertFalse(night.answers.askPerson(WEB, A), "what he says now is a new matter");
  }

  @Test
  void whatNothingIsHeardOfIsSettledInTheEnd() {
    answered();
    night.later(Duration.ofHours(47));
    assertEquals(List.of(), night.moves);
    night.later(Duration.ofHours(2));
    assertEquals(
        List.of(Move.TRIAGE, Move.RESOLVE), night.moves.stream().map(one -> one.move()).toList());
    assertEquals(AnswerState.SILENT, night.answer(A).state());
    assertFalse(night.answers.told(WEB, A).orElseThrow().mayAskPerson());
  }

  @Test
  void whoAsksForAPersonWhileTheHouseSettlesItIsNotForgotten() {
    answered();
    boolean[] asked = {false};
    night.beforeMove = () -> asked[0] |= night.answers.askPerson(WEB, A);
    night.later(Duration.ofHours(49));
    assertFalse(asked[0], "he hears that it is over");
    assertEquals(AnswerState.SILENT, night.answer(A).state());
    assertEquals(RequestState.RESOLVED, night.states.get(A));
  }

  @Test
  void theDeskHearsOfItAfterAnInterruption() {
    answered();
    boolean[] away = {true};
    night.beforeMove =
        () -> {
          if (away[0]) {
            throw new IllegalStateException("killed");
          }
        };
    night.later(Duration.ofHours(49));
    assertEquals(RequestState.RECEIVED, night.states.get(A));
    away[0] = false;
    night.later(Duration.ofMinutes(1));
    assertEquals(RequestState.RESOLVED, night.states.get(A));
  }

  @Test
  void whatOthersDoCostsAFewStatementsForAWholeBatch() {
    assertTrue(night.statements(100) <= 2);
  }

  @Test
  void whatIsReopenedIsAgainToBeDone() {
    answered();
    night.happens("request.resolved", A, "wang", Map.of());
    assertFalse(night.answers.told(WEB, A).orElseThrow().mayAskPerson());
    night.happens("request.reopened", A, "wang", Map.of());
    assertTrue(night.answers.told(WEB, A).orElseThrow().mayAskPerson());
  }

  @Test
  void whatIsTakenIsDoneWithinTheLease() {
    for (int seconds = 1; seconds <= 60; seconds++) {
      Duration lookup = Duration.ofSeconds(seconds);
      Pace pace = Pace.of(lookup);
      assertTrue(pace.atOnce() >= 1);
      Duration longest = lookup.multipliedBy(5L * pace.atOnce());
      assertTrue(longest.compareTo(pace.lease()) < 0, pace + " for " + lookup);
    }
  }

  @Test
  void whatAPersonHasTakenUpIsHisToEnd() {
    answered();
    night.holder = "wang";
    night.states.put(A, RequestState.TRIAGED);
    night.happens("request.triaged", A, "wang", Map.of());
    night.later(Duration.ofDays(3));
    assertEquals(List.of(), night.moves);
    assertEquals(AnswerState.TAKEN, night.answer(A).state());
    assertTrue(night.answers.askPerson(WEB, A), "he may still ask for one");
    night.happens("request.resolved", A, "wang", Map.of());
    assertFalse(night.answers.askPerson(WEB, A));
  }

  @Test
  void whatAPersonHasAlreadyIsNotAnswered() {
    night.article = Night.article("K0012");
    night.holder = "wang";
    night.web(A, TARIFF, PHONE);
    night.rounds();
    assertEquals("taken", night.answer(A).why());
  }

  @Test
  void whoLooksAtWhatWasSaidIsOnRecordAndAListSaysNothing() {
    answered();
    assertEquals(1, night.answers.find(SUPERVISOR, all(10)).items().size());
    assertNull(night.answers.find(SUPERVISOR, all(10)).items().get(0).text());
    assertEquals(0, night.looks.size());
    assertTrue(night.answer(A).text().contains("0.538"));
    assertEquals(1, night.looks.size());
    Caller other =
        new Caller("li", Caller.Kind.PERSON, SUPERVISOR.roles(), "32", java.util.Set.of());
    assertThrows(Refusal.NotFound.class, () -> night.answers.get(other, A));
    assertEquals(0, night.answers.find(other, all(10)).items().size());
    assertThrows(Refusal.Forbidden.class, () -> night.answers.told(SUPERVISOR, A));
    assertThrows(Refusal.Forbidden.class, () -> night.answers.askPerson(SUPERVISOR, A));
    assertThrows(Refusal.Unauthenticated.class, () -> night.answers.find(Caller.PUBLIC, all(10)));
  }

  private static AnswerQuery all(int limit) {
    return new AnswerQuery(null, null, null, null, null, null, limit);
  }

  @Test
  void pagesFollowEachOtherAndFiltersFit() {
    answered();
    night.web(B, "请问你们收不收旧电表吗", PHONE);
    night.article = null;
    night.rounds();
    var page = night.answers.find(SUPERVISOR, all(1));
    assertEquals(List.of(B), page.items().stream().map(Answer::requestNo).toList());
    AnswerQuery next = new AnswerQuery(null, null, null, null, null, page.next(), 1);
    assertEquals(A, night.answers.find(SUPERVISOR, next).items().get(0).requestNo());
    AnswerQuery given =
        new AnswerQuery(AnswerState.GIVEN, AnswerSource.ARTICLE, "3306", "K0012", A, null, 10);
    assertEquals(1, night.answers.find(SUPERVISOR, given).items().size());
    AnswerQuery wrong = new AnswerQuery(null, null, null, null, null, "x", 1);
    assertThrows(Refusal.Invalid.class, () -> night.answers.find(SUPERVISOR, wrong));
  }

  @Test
  void ratesSayWhatBecameOfAnArticle() {
    answered();
    night.answers.helped(WEB, A);
    night.web(B, TARIFF, "13800000002");
    night.web("26113000000033", TARIFF, "13800000003");
    night.rounds();
    night.answers.askPerson(SMS, B);
    List<Rate> rates =
        night.answers.rates(SUPERVISOR, Night.ELEVEN, Night.ELEVEN.plus(Duration.ofDays(1)));
    assertEquals(1, rates.size());
    Rate rate = rates.get(0);
    assertEquals("K0012", rate.article());
    assertEquals(3, rate.all());
    assertEquals(1, rate.helped());
    assertEquals(1, rate.personAsked());
    assertEquals(0.5, rate.rate());
    assertTrue(rate.low() < 0.5 && rate.high() > 0.5);
    assertThrows(
        Refusal.Invalid.class, () -> night.answers.rates(SUPERVISOR, Night.ELEVEN, Night.ELEVEN));
  }
}
