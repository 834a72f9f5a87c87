package io.lamplighter.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.visits.Visits;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each customer is told each step once, on his own channel first, and not at night. */
class DispatchTest {
  private static final Instant NIGHT = Instant.parse("2026-11-22T15:00:00Z");
  private final Street street = new Street();

  @BeforeEach
  void aRequest() {
    street.request("1", "web", "13800000001", "停电了");
  }

  @Test
  void aStepIsToldInTheCustomersLanguage() {
    street.request("2", "web", "13800000002", "no power");
    street.happens("request.dispatched", "1");
    street.happens("request.dispatched", "2");
    street.give();
    List<Notice> told = street.carried("sms");
    assertEquals("【供电服务】工单1已派工，抢修人员将尽快到场。", told.get(0).text());
    assertEquals("Power service: a crew was sent for no. 2.", told.get(1).text());
    assertEquals("notice-1.sms", told.get(0).id());
  }

  @Test
  void anAppointmentSaysWhen() {
    street.happens(
        "request.scheduled",
        "1",
        Map.of("details", Map.of("from", "2026-11-23T01:00:00Z", "to", "2026-11-23T03:00:00Z")));
    street.give();
    assertTrue(street.carried("sms").get(0).text().endsWith("11-23 09:00至11-23 11:00，请留人等候。"));
  }

  @Test
  void anAppointmentLeadsToThePageWhereItIsChanged() {
    street.address = Notices.address("https://service.example.cn/ ");
    street.happens(
        "request.scheduled",
        "1",
        Map.of("details", Map.of("from", "2026-11-23T01:00:00Z", "to", "2026-11-23T03:00:00Z")));
    street.give();
    String said = street.carried("sms").get(0).text();
    assertTrue(said.endsWith("改约或取消：https://service.example.cn/p/1#code-1"), said);
    for (String wrong : List.of("service.example.cn", "http://service.example.cn")) {
      assertThrows(IllegalArgumentException.class, () -> Notices.address(wrong), wrong);
    }
    assertEquals("http://127.0.0.1:8181", Notices.address("http://127.0.0.1:8181/"));
  }

  @Test
  void aPhoneThatAStrangerWroteGetsNoCode() {
    street.address = "https://service.example.cn";
    street.stranger("2", "web", "13800000002", "place");
    street.happens(
        "request.scheduled",
        "2",
        Map.of("details", Map.of("from", "2026-11-23T01:00:00Z", "to", "2026-11-23T03:00:00Z")));
    street.give();
    String said = street.carried("sms").get(0).text();
    assertTrue(said.endsWith("请留人等候。"), said);
  }

  @Test
  void moreTimeSaysUntilWhen() {
    street.happens(
        "request.extended", "1", Map.of("details", Map.of("until", "2026-11-25T09:00:00Z")));
    street.give();
    assertTrue(street.carried("sms").get(0).text().contains("11-25 17:00前办结"));
  }

  @Test
  void theCustomersOwnChannelComesFirstAndTheNextOneWhenItLeadsNowhere() {
    street.carrier("social");
    street.request("2", "social", "13800000002", "停电");
    street.happens("request.arrived", "2");
    street.give();
    assertEquals(1, street.carried("social").size());
    assertEquals(0, street.carried("sms").size());
    street.happens("notice.failed", "2", Map.of("notice", "notice-1.social", "cause", "410"));
    street.give();
    assertEquals("notice-1.sms", street.carried("sms").get(0).id());
    street.happens("notice.failed", "2", Map.of("notice", "notice-1.sms", "cause", "UNDELIV"));
    street.give();
    assertEquals(List.of("no-way-left"), street.withheld());
  }

  @Test
  void theNextWayIsTakenToWhenTheReceiptIsQuickerThanTheCarriersAnswer() {
    street.carrier("social");
    street.request("2", "social", "13800000002", "停电");
    street.happens("request.arrived", "2");
    street.whileCarrying =
        () -> {
          street.whileCarrying = () -> {};
          street.happens("notice.failed", "2", Map.of("notice", "notice-1.social", "cause", "410"));
        };
    street.give();
    assertEquals("notice-1.sms", street.carried("sms").get(0).id());
  }

  @Test
  void aCarrierThatIsAwayIsWaitedForAWhile() {
    street.request("2", "social", "13800000002", "停电");
    street.happens("request.arrived", "2");
    street.give();
    assertEquals(0, street.carried("sms").size());
    street.now = street.now.plus(Duration.ofMinutes(3));
    street.give();
    assertEquals(1, street.carried("sms").size());
  }

  @Test
  void whatWaitsForACarrierIsGivenWhenItComes() {
    street.carriers.clear();
    street.happens("request.arrived", "1");
    street.give();
    street.now = street.now.plus(Duration.ofHours(1));
    street.carrier("social");
    street.give();
    assertEquals(List.of(), street.withheld());
    street.carrier("sms");
    street.give();
    assertEquals(1, street.carried("sms").size());
  }

  @Test
  void partnersAreNotToldByText() {
    street.request("2", "hotline", "13800000002", "停电");
    street.happens("request.arrived", "2");
    street.give();
    assertEquals(0, street.carried("sms").size());
    assertEquals(List.of(), street.withheld());
  }

  @Test
  void aWayThatTheCompanyDoesNotUseIsNotWaitedFor() {
    street.carrier("social");
    street.unused.add("social");
    street.request("2", "social", "13800000002", "停电");
    street.happens("request.arrived", "2");
    street.give();
    assertEquals(1, street.carried("sms").size());
    street.unused.add("sms");
    street.happens("request.resolved", "2");
    street.give();
    assertEquals(1, street.carried("sms").size());
    assertEquals(List.of(), street.withheld());
  }

  @Test
  void thoseWhoWereMergedAreToldToo() {
    street.request("2", "sms", "13800000002", "停电");
    street.request("3", "call", "13800000003", "停电");
    street.happens("request.merged", "2", Map.of("details", Map.of("into", "3")));
    street.happens("request.merged", "3", Map.of("details", Map.of("into", "1")));
    street.happens("request.arrived", "1");
    street.give();
    assertEquals(
        List.of("1", "2", "3"),
        street.carried("sms").stream().map(Notice::requestNo).sorted().toList());
    street.happens("request.unmerged", "2");
    street.happens("request.resolved", "1");
    street.give();
    assertEquals(5, street.carried("sms").size());
  }

  @Test
  void ofAnEntryFromBeforeEntriesToldTheDeskTellsWhoWasMerged() {
    street.merged("2", "sms", "13800000002", "1");
    Map<String, Object> before = Map.of("requestNo", "1", "channel", "web", "version", 3);
    street.happen(
        new Entry(
            new Cursor(1, 99),
            "request.arrived",
            "1",
            "3306",
            "desk",
            "/desk",
            street.now,
            before));
    street.give();
    assertEquals(
        List.of("1", "2"), street.carried("sms").stream().map(Notice::requestNo).sorted().toList());
  }

  @Test
  void whoseFirstIsCancelledGoesOnWithTheOthersAndIsToldSo() {
    for (String no : List.of("2", "3")) {
      street.request(no, "web", "1380000000" + no, "停电");
      street.happens("request.merged", no, Map.of("details", Map.of("into", "1")));
    }
    street.happen(
        street.entry(
            "request.unmerged",
            "2",
            Map.of("details", Map.of("from", "1", "family", List.of("3")))),
        street.entry("request.cancelled", "1", Map.of()));
    street.give();
    assertEquals(List.of("1"), street.carried("sms").stream().map(Notice::requestNo).toList());
    street.happens("request.dispatched", "2");
    street.give();
    assertEquals(
        List.of("1", "2", "3"),
        street.carried("sms").stream().map(Notice::requestNo).sorted().toList());
  }

  @Test
  void whenTheWorkIsOpenedAgainThoseWhoWereMergedAreToldAgain() {
    street.request("2", "web", "13800000002", "停电");
    street.happens("request.merged", "2", Map.of("details", Map.of("into", "1")));
    street.happens("request.closed", "1");
    street.happens("request.reopened", "1");
    street.happens("request.arrived", "1");
    street.give();
    assertEquals(
        List.of("1", "2"), street.carried("sms").stream().map(Notice::requestNo).sorted().toList());
  }

  @Test
  void inOneBatchEachIsToldOfWhatHappenedWhileTheyWereTogether() {
    street.request("2", "sms", "13800000002", "停电");
    street.happen(
        street.entry("request.dispatched", "1", Map.of()),
        street.entry("request.merged", "2", Map.of("details", Map.of("into", "1"))),
        street.entry("request.arrived", "1", Map.of()),
        street.entry("request.unmerged", "2", Map.of()),
        street.entry("request.resolved", "1", Map.of()));
    street.give();
    assertEquals(
        List.of("1", "1", "1", "2"),
        street.carried("sms").stream().map(Notice::requestNo).sorted().toList());
  }

  @Test
  void nobodyIsToldTheSameTwice() {
    street.request("2", "web", "+86 138-0000-0001", "停电");
    street.happens("request.merged", "2", Map.of("details", Map.of("into", "1")));
    street.happens("request.dispatched", "1");
    street.give();
    street.happens("request.dispatched", "1");
    street.give();
    assertEquals(1, street.carried("sms").size());
    assertEquals(List.of("repeated", "repeated", "repeated"), street.withheld());
    street.now = street.now.plus(Duration.ofHours(3));
    street.happens("request.dispatched", "1");
    street.give();
    assertEquals(2, street.carried("sms").size());
  }

  @Test
  void twoPhonesThatNobodyCanReadAreNotOne() {
    street.request("3", "web", "问邻居", "停电");
    street.request("4", "web", "没有", "停电");
    street.happens("request.merged", "4", Map.of("details", Map.of("into", "3")));
    street.happens("request.dispatched", "3");
    street.give();
    assertEquals(2, street.carried("sms").size());
    assertEquals(List.of(), street.withheld());
  }

  @Test
  void atNightOnlyWhatCannotWait() {
    street.now = NIGHT;
    street.happens("request.arrived", "1");
    street.happens("request.resolved", "1");
    street.give();
    assertEquals(1, street.carried("sms").size());
    street.now = NIGHT.plus(Duration.ofHours(9));
    street.give();
    assertEquals(2, street.carried("sms").size());
    assertTrue(street.carried("sms").get(1).asksForScore());
  }

  @Test
  void inTheMorningOnlyTheLatest() {
    street.now = NIGHT;
    street.happens("request.scheduled", "1");
    street.now = NIGHT.plusSeconds(60);
    street.happens("request.cancelled", "1");
    street.give();
    street.now = NIGHT.plus(Duration.ofHours(9));
    street.give();
    assertEquals(List.of("overtaken"), street.withheld());
    assertTrue(street.carried("sms").get(0).text().contains("已取消"));
  }

  @Test
  void inADrillNothingLeavesTheHouse() {
    street.happens("request.arrived", "1", Map.of("drill", true));
    street.give();
    assertEquals(List.of("drill"), street.withheld());
    assertEquals(0, street.carried("sms").size());
  }

  @Test
  void whatACarrierWithholdsInTrainingTakesNoOtherWay() {
    street.carrier("social");
    street.request("2", "social", "13800000000", "停电");
    street.happens("request.arrived", "2");
    street.give();
    street.happens(
        "notice.withheld", "2", Map.of("notice", "notice-1.social", "cause", "training"));
    street.happens("notice.sent", "2", Map.of("notice", "notice-1.social"));
    street.give();
    assertEquals(1, street.carried("social").size());
    assertEquals(0, street.carried("sms").size());
  }

  @Test
  void whoDoesNotWantToHearIsLeftAlone() {
    street.outcomes.put("sms", Carrier.Outcome.OPTED_OUT);
    street.happens("request.arrived", "1");
    street.give();
    assertEquals(List.of("opted-out"), street.withheld());
  }

  @Test
  void whileTheDeskIsAwayNoticesWaitAndInTheEndAreStale() {
    street.deskIsAway = true;
    street.happens("request.arrived", "1");
    street.give();
    street.now = street.now.plus(Duration.ofHours(25));
    street.deskIsAway = false;
    street.give();
    assertEquals(List.of("stale"), street.withheld());
  }

  @Test
  void whereNobodyPlansVisitsEverybodyIsAsked() {
    street.happens("request.resolved", "1");
    street.give();
    assertTrue(street.carried("sms").get(0).asksForScore());
  }

  @Test
  void whoIsNotDrawnIsToldAndNotAsked() {
    Map<String, Boolean> drawn = new HashMap<>();
    street.visits = planning(drawn);
    street.request("2", "web", "13800000002", "停电");
    street.happens("request.resolved", "1");
    street.happens("request.resolved", "2");
    street.give();
    assertEquals(List.of(), street.carried("sms"), "it is not drawn yet");
    drawn.put("1", true);
    drawn.put("2", false);
    street.now = street.now.plusSeconds(2);
    street.give();
    assertEquals(
        Map.of("1", true, "2", false),
        street.carried("sms").stream()
            .collect(Collectors.toMap(Notice::requestNo, Notice::asksForScore)));
  }

  @Test
  void whatNobodyDrawsIsToldWithoutAQuestion() {
    street.visits = planning(Map.of());
    street.happens("request.resolved", "1");
    street.give();
    street.now = street.now.plus(Duration.ofMinutes(10));
    street.give();
    assertEquals(1, street.carried("sms").size());
    assertFalse(street.carried("sms").get(0).asksForScore());
  }

  @Test
  void workUnderAnotherRequestIsAskedAboutThere() {
    street.visits = planning(Map.of("1", true));
    street.request("2", "web", "13800000002", "停电");
    street.happens("request.merged", "2", Map.of("details", Map.of("into", "1")));
    street.happens("request.resolved", "1");
    street.give();
    assertEquals(
        Map.of("1", true, "2", false),
        street.carried("sms").stream()
            .collect(Collectors.toMap(Notice::requestNo, Notice::asksForScore)));
  }

  @Test
  void whatVisitsAskByATextOfItsOwnIsAskedWhileTheyAskIt() {
    Map<String, Boolean> asked = new HashMap<>(Map.of("1", true));
    street.visits = planning(asked);
    Map<String, Object> data = Map.of("requestNo", "1", "channel", "web", "way", "form");
    street.happens("visit.asked", "1", data);
    street.give();
    assertTrue(street.carried("sms").get(0).asksForScore());
    street.now = street.now.plus(Duration.ofHours(10));
    street.happens("visit.asked", "1", data);
    street.give();
    asked.put("1", false);
    street.now = street.now.plus(Duration.ofHours(12));
    street.give();
    assertEquals(1, street.carried("sms").size(), "he has answered in the night");
    assertEquals(List.of("not-asked"), street.withheld());
  }

  @Test
  void whileVisitsMayBeAboutToStartNobodyIsAsked() {
    street.began(street.now);
    street.happens("request.resolved", "1");
    street.give();
    assertEquals(List.of(), street.carried("sms"));
    street.now = street.now.plus(Duration.ofMinutes(2));
    street.give();
    assertTrue(street.carried("sms").get(0).asksForScore(), "there are none");
  }

  @Test
  void whileVisitsAreAwayNobodyIsAsked() {
    street.visits = away();
    street.happens("request.resolved", "1");
    street.give();
    assertEquals(List.of(), street.carried("sms"));
    street.now = street.now.plus(Duration.ofMinutes(10));
    street.give();
    assertFalse(street.carried("sms").get(0).asksForScore());
  }

  private static Visits away() {
    return (Visits)
        Proxy.newProxyInstance(
            DispatchTest.class.getClassLoader(),
            new Class<?>[] {Visits.class},
            (proxy, method, arguments) -> {
              throw new Refusal.Unavailable(new Text("away", "离线"), new Exception());
            });
  }

  /** Visits that have decided as the map says, and not decided about the others. */
  private static Visits planning(Map<String, Boolean> drawn) {
    return (Visits)
        Proxy.newProxyInstance(
            DispatchTest.class.getClassLoader(),
            new Class<?>[] {Visits.class},
            (proxy, method, arguments) -> Optional.ofNullable(drawn.get((String) arguments[0])));
  }

  private void answered(String no, String channel) {
    street.happens("answer.given", no, Map.of("channel", channel, "source", "article"));
  }

  @Test
  void anEnquirerIsAnsweredAtNightInHisLanguageWithTheWayToAPerson() {
    street.now = Instant.parse("2026-11-22T15:00:00Z");
    street.request("1", "call", "13800000000", "How much is a kWh?");
    street.answers.put("1", "0.538 yuan {no} [see {link}] $1.");
    answered("1", "call");
    street.give();
    String text = street.carried("sms").get(0).text();
    assertTrue(text.contains("0.538 yuan {no} [see {link}] $1."), text);
    assertTrue(text.contains("No. 1") && text.contains("Reply PERSON"), text);
    street.request("2", "sms", "13800000000", "电价多少");
    street.answers.put("2", "每度0.538元。");
    answered("2", "sms");
    street.give();
    assertEquals(2, street.carried("sms").size(), "not taken for a repetition of the other");
    assertTrue(street.carried("sms").get(1).text().contains("转人工请回复“人工”"));
  }

  @Test
  void whileAnswersAreAwayTheNoticeWaitsAndWithoutAnyItIsWithheld() {
    street.request("1", "call", "13800000000", "电价多少");
    street.answersAreAway = true;
    street.answers.put("1", "每度0.538元。");
    answered("1", "call");
    street.give();
    assertEquals(List.of(), street.carried("sms"));
    street.answersAreAway = false;
    street.now = street.now.plusSeconds(16);
    street.give();
    assertEquals(1, street.carried("sms").size());
    street.request("2", "call", "13800000002", "电价多少");
    answered("2", "call");
    street.give();
    assertEquals(List.of("no-answer"), street.withheld());
  }

  /** Else whoever types a phone has us write to it what he likes, at night. */
  @Test
  void whoAsksOnThePageReadsTheAnswerThereAndNoPhoneIsTexted() {
    street.now = Instant.parse("2026-11-22T15:00:00Z");
    street.request("1", "web", "13800000000", "电价多少");
    street.answers.put("1", "每度0.538元。");
    answered("1", "web");
    street.give();
    assertEquals(List.of(), street.carried("sms"));
    assertEquals(List.of(), street.withheld(), "it is no news");
  }
}
