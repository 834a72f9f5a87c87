package io.lamplighter.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each customer is told each step once, on his own channel first, and not at night. */
class DispatchTest {
  private static final Instant NIGHT = Instant.parse("2026-11-22T15:00:00Z");
  private final House house = new House();

  @BeforeEach
  void aRequest() {
    house.request("1", "web", "13800000001", "停电了");
  }

  @Test
  void aStepIsToldInTheCustomersLanguage() {
    house.request("2", "web", "13800000002", "no power");
    house.happens("request.dispatched", "1");
    house.happens("request.dispatched", "2");
    house.give();
    List<Notice> told = house.carried("sms");
    assertEquals("【供电服务】工单1已派工，抢修人员将尽快到场。", told.get(0).text());
    assertEquals("Power service: a crew was sent for no. 2.", told.get(1).text());
    assertEquals("notice-1.sms", told.get(0).id());
  }

  @Test
  void anAppointmentSaysWhen() {
    house.happens(
        "request.scheduled",
        "1",
        Map.of("details", Map.of("from", "2026-11-23T01:00:00Z", "to", "2026-11-23T03:00:00Z")));
    house.give();
    assertTrue(house.carried("sms").get(0).text().contains("11-23 09:00至11-23 11:00"));
  }

  @Test
  void moreTimeSaysUntilWhen() {
    house.happens(
        "request.extended", "1", Map.of("details", Map.of("until", "2026-11-25T09:00:00Z")));
    house.give();
    assertTrue(house.carried("sms").get(0).text().contains("11-25 17:00前办结"));
  }

  @Test
  void theCustomersOwnChannelComesFirstAndTheNextOneWhenItLeadsNowhere() {
    house.carrier("social");
    house.request("2", "social", "13800000002", "停电");
    house.happens("request.arrived", "2");
    house.give();
    assertEquals(1, house.carried("social").size());
    assertEquals(0, house.carried("sms").size());
    house.happens("notice.failed", "2", Map.of("notice", "notice-1.social", "cause", "410"));
    house.give();
    assertEquals("notice-1.sms", house.carried("sms").get(0).id());
    house.happens("notice.failed", "2", Map.of("notice", "notice-1.sms", "cause", "UNDELIV"));
    house.give();
    assertEquals(List.of("no-way-left"), house.withheld());
  }

  @Test
  void aCarrierThatIsAwayIsWaitedForAWhile() {
    house.request("2", "social", "13800000002", "停电");
    house.happens("request.arrived", "2");
    house.give();
    assertEquals(0, house.carried("sms").size());
    house.now = house.now.plus(Duration.ofMinutes(3));
    house.give();
    assertEquals(1, house.carried("sms").size());
  }

  @Test
  void whatWaitsForACarrierIsGivenWhenItComes() {
    house.carriers.clear();
    house.happens("request.arrived", "1");
    house.give();
    house.now = house.now.plus(Duration.ofHours(1));
    house.carrier("social");
    house.give();
    assertEquals(List.of(), house.withheld());
    house.carrier("sms");
    house.give();
    assertEquals(1, house.carried("sms").size());
  }

  @Test
  void partnersAreNotToldByText() {
    house.request("2", "hotline", "13800000002", "停电");
    house.happens("request.arrived", "2");
    house.give();
    assertEquals(0, house.carried("sms").size());
    assertEquals(List.of(), house.withheld());
  }

  @Test
  void aWayThatTheCompanyDoesNotUseIsNotWaitedFor() {
    house.carrier("social");
    house.unused.add("social");
    house.request("2", "social", "13800000002", "停电");
    house.happens("request.arrived", "2");
    house.give();
    assertEquals(1, house.carried("sms").size());
    house.unused.add("sms");
    house.happens("request.resolved", "2");
    house.give();
    assertEquals(1, house.carried("sms").size());
    assertEquals(List.of(), house.withheld());
  }

  @Test
  void thoseWhoWereMergedAreToldToo() {
    house.request("2", "sms", "13800000002", "停电");
    house.request("3", "call", "13800000003", "停电");
    house.happens("request.merged", "2", Map.of("details", Map.of("into", "3")));
    house.happens("request.merged", "3", Map.of("details", Map.of("into", "1")));
    house.happens("request.arrived", "1");
    house.give();
    assertEquals(
        List.of("1", "2", "3"),
        house.carried("sms").stream().map(Notice::requestNo).sorted().toList());
    house.happens("request.unmerged", "2");
    house.happens("request.resolved", "1");
    house.give();
    assertEquals(5, house.carried("sms").size());
  }

  @Test
  void inOneBatchEachIsToldOfWhatHappenedWhileTheyWereTogether() {
    house.request("2", "sms", "13800000002", "停电");
    house.happen(
        house.entry("request.dispatched", "1", Map.of()),
        house.entry("request.merged", "2", Map.of("details", Map.of("into", "1"))),
        house.entry("request.arrived", "1", Map.of()),
        house.entry("request.unmerged", "2", Map.of()),
        house.entry("request.resolved", "1", Map.of()));
    house.give();
    assertEquals(
        List.of("1", "1", "1", "2"),
        house.carried("sms").stream().map(Notice::requestNo).sorted().toList());
  }

  @Test
  void nobodyIsToldTheSameTwice() {
    house.request("2", "web", "+86 138-0000-0001", "停电");
    house.happens("request.merged", "2", Map.of("details", Map.of("into", "1")));
    house.happens("request.dispatched", "1");
    house.give();
    house.happens("request.dispatched", "1");
    house.give();
    assertEquals(1, house.carried("sms").size());
    assertEquals(List.of("repeated", "repeated", "repeated"), house.withheld());
    house.now = house.now.plus(Duration.ofHours(3));
    house.happens("request.dispatched", "1");
    house.give();
    assertEquals(2, house.carried("sms").size());
  }

  @Test
  void atNightOnlyWhatCannotWait() {
    house.now = NIGHT;
    house.happens("request.arrived", "1");
    house.happens("request.resolved", "1");
    house.give();
    assertEquals(1, house.carried("sms").size());
    house.now = NIGHT.plus(Duration.ofHours(9));
    house.give();
    assertEquals(2, house.carried("sms").size());
    assertTrue(house.carried("sms").get(1).asksForScore());
  }

  @Test
  void inTheMorningOnlyTheLatest() {
    house.now = NIGHT;
    house.happens("request.scheduled", "1");
    house.now = NIGHT.plusSeconds(60);
    house.happens("request.cancelled", "1");
    house.give();
    house.now = NIGHT.plus(Duration.ofHours(9));
    house.give();
    assertEquals(List.of("overtaken"), house.withheld());
    assertTrue(house.carried("sms").get(0).text().contains("已取消"));
  }

  @Test
  void inADrillNothingLeavesTheHouse() {
    house.happens("request.arrived", "1", Map.of("drill", true));
    house.give();
    house.drill = true;
    house.happens("request.resolved", "1");
    house.give();
    assertEquals(List.of("drill", "drill"), house.withheld());
    assertEquals(0, house.carried("sms").size());
  }

  @Test
  void whoDoesNotWantToHearIsLeftAlone() {
    house.outcomes.put("sms", Carrier.Outcome.OPTED_OUT);
    house.happens("request.arrived", "1");
    house.give();
    assertEquals(List.of("opted-out"), house.withheld());
  }

  @Test
  void whileTheDeskIsAwayNoticesWaitAndInTheEndAreStale() {
    house.deskIsAway = true;
    house.happens("request.arrived", "1");
    house.give();
    house.now = house.now.plus(Duration.ofHours(25));
    house.deskIsAway = false;
    house.give();
    assertEquals(List.of("stale"), house.withheld());
  }
}
