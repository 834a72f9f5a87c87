package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What others' clocks fell on; those that begin so by the numbers under which it was reported to
 * them.
 */
@NullUnmarked
class PublicBugsTest {
  private static final Caller SUPERVISOR = ClockDeskTest.person(Role.SUPERVISOR, "3306");
  private static final int DAY = 1_440;

  private final ClocksRig rig = new ClocksRig();
  private final ClockDesk desk = rig.desk();

  @Test
  void zammad3180_aDayAndNightCalendarIsNotClosedForAMinuteAtMidnight() {
    rig.write("request.received", "R1", 14 * 60 + 50);
    rig.read();
    assertEquals(ClocksRig.at("2026-11-24T00:20"), due("R1", "fault.first-response"));
  }

  @Test
  void zammad390_onlyOfficialDaysAreOffAndEachIsShown() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.read();
    List<Day> days = rig.clock("R1", "complaint.answer").days();
    assertEquals(
        List.of(
            "start", "workday", "workday", "workday", "workday", "weekend", "weekend", "workday"),
        days.stream().map(Day::why).toList());
    assertEquals(5, days.stream().filter(Day::counts).count());
  }

  @Test
  void zammad4353_aRuleThatIsTakenOutOfForceEscalatesNothingMore() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.fire(31);
    Recount recount = rig.recount();
    rig.book = ClocksRig.book(without("fault.first-response"));
    recount.apply();
    rig.fire(2 * DAY);

    assertEquals("withdrawn 30 rule", rig.state("R1", "fault.first-response"));
    assertEquals(1, told("R1", "clock.breached", "fault.first-response").size());
    assertEquals("breached 1440", rig.state("R1", "fault.restored"), "the others go on");
  }

  @Test
  void oneLimitThatIsLateDoesNotHideTheOthers() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.fire(31);
    rig.write("request.dispatched", "R1", 40);
    rig.read();
    assertEquals("met 30", rig.state("R1", "fault.first-response"));
    assertEquals("running 1440", rig.state("R1", "fault.restored"));
    rig.fire(DAY);
    assertEquals(1, told("R1", "clock.breached", "fault.restored").size());
  }

  @Test
  void zammad534_anotherCalendarMovesWhatRuns() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.read();
    rig.book = ClocksRig.withADayOff();
    rig.recount().apply();
    rig.fire(minutes(ClocksRig.at("2026-12-01T23:59")));
    assertEquals(List.of(), told("R1", "clock.breached", "complaint.answer"));
    rig.fire(minutes(ClocksRig.at("2026-12-02T00:01")));
    assertEquals(1, told("R1", "clock.breached", "complaint.answer").size());
  }

  @Test
  void zammad904_whatIsMergedDoesNotEscalate() {
    rig.write("request.received", "C", 0);
    rig.write("request.received", "R", 10);
    merge("C", "R");
    rig.fire(2 * DAY);
    assertEquals(List.of(), told("C", "clock.breached", "fault.first-response"));
    assertEquals(1, told("R", "clock.breached", "fault.first-response").size());
  }

  @Test
  void zammad5177_aLongerLimitIsNotOverruledByAShorterOne() {
    rig.write("request.received", "R1", 0, "areaType", "rural", "customerClass", "residential");
    rig.read();
    rig.fire(31);
    assertEquals("breached 30", rig.state("R1", "fault.first-response"));
    assertEquals("running 90", rig.state("R1", "fault.on-site"));
    rig.fire(91);
    assertEquals("breached 90", rig.state("R1", "fault.on-site"));
  }

  @Test
  void zammad4432_warningsComeInWorkingTimeAndNotAtMidnight() {
    Instant friday = ClocksRig.at("2026-11-27T17:00");
    rig.write("request.received", "R1", minutes(friday), "kind", "service");
    rig.read();
    rig.fire(minutes(ClocksRig.at("2026-11-30T09:59")));
    assertEquals(List.of(), told("R1", "clock.warned", "service.answer"));
    rig.fire(minutes(ClocksRig.at("2026-11-30T10:00")));
    assertEquals(1, told("R1", "clock.warned", "service.answer").size());
  }

  @Test
  void zammad188_closedAndReopenedSomeTimesItIsDueAsItWas() {
    rig.write("request.received", "R1", 0);
    for (int i = 0; i < 3; i++) {
      rig.write("request.resolved", "R1", 60 + i * 100);
      rig.write("request.closed", "R1", 70 + i * 100);
      rig.write("request.reopened", "R1", 90 + i * 100);
    }
    rig.read();
    assertEquals("running 1440", rig.state("R1", "fault.restored"));
    assertEquals(
        1, rig.clocks("R1").stream().filter(c -> c.rule().equals("fault.restored")).count());
  }

  @Test
  void glpi15605_glpi6902_anotherRuleKeepsWhatStoodStill() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.read();
    String id = rig.clock("R1", "complaint.answer").id();
    rig.now = at(60);
    desk.pause(SUPERVISOR, id, null, "customer-papers", "doc 1");
    rig.now = at(180);
    desk.resume(SUPERVISOR, id, null);
    rig.write("request.triaged", "R1", 200, "kind", "service");
    rig.read();

    Clock other = rig.clock("R1", "service.answer");
    assertEquals(ClocksRig.NINE, other.startedAt());
    assertEquals(1, other.pauses().size());
    assertEquals(at(6 * 60), other.dueAt(), "four hours, and the two it stood still");
  }

  @Test
  void glpi10594_glpi14937_aPauseOverTheWeekendIsNotCountedOnTopOfIt() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.read();
    String id = rig.clock("R1", "complaint.answer").id();
    rig.now = ClocksRig.at("2026-11-27T18:00");
    desk.pause(SUPERVISOR, id, null, "customer-papers", "doc 1");
    rig.now = ClocksRig.at("2026-11-30T08:00");
    Clock resumed = desk.resume(SUPERVISOR, id, null);

    assertEquals(
        ClocksRig.at("2026-12-02T00:00"), resumed.dueAt(), "Friday's end was missed, no more");
  }

  @Test
  void glpi22678_anHourBeforeIsAnHourBeforeAndNotMidnight() {
    rig.write("request.received", "R1", 8 * 60, "kind", "service");
    rig.read();
    assertEquals(ClocksRig.at("2026-11-24T11:00"), due("R1", "service.answer"));
    rig.fire(minutes(ClocksRig.at("2026-11-24T09:59")));
    assertEquals(List.of(), told("R1", "clock.warned", "service.answer"));
    rig.fire(minutes(ClocksRig.at("2026-11-24T10:00")));
    Fact warned = told("R1", "clock.warned", "service.answer").get(0);
    assertEquals(ClocksRig.at("2026-11-24T10:00").toString(), warned.data().get("warnAt"));
  }

  @Test
  void glpi24481_whatStandsStillIsNotLate() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.now = at(60);
    desk.pause(SUPERVISOR, rig.clock("R1", "fault.restored").id(), null, "customer-papers", "1");
    rig.fire(10 * DAY);
    assertEquals(List.of(), told("R1", "clock.breached", "fault.restored"));
  }

  @Test
  void glpi23359_theTimeItWasSolvedIsNoPause() {
    rig.write("request.received", "R1", 0);
    rig.write("request.resolved", "R1", 60);
    rig.write("request.reopened", "R1", 20 * 60);
    rig.read();
    Clock clock = rig.clock("R1", "fault.restored");
    assertEquals(List.of(), clock.pauses());
    assertEquals(at(DAY), clock.dueAt());
  }

  @Test
  void freeItsm_historyIsNotJudgedAgain() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.write("request.resolved", "R1", DAY, "kind", "complaint");
    rig.write("request.received", "R2", 0, "kind", "complaint");
    rig.read();
    List<Clock> over = rig.clocks("R1");
    Instant due = due("R2", "complaint.answer");
    rig.book = ClocksRig.book(ClocksRig.RULES.replace(",5,workdays,CN,", ",2,workdays,CN,"));
    rig.recount().apply();
    rig.write("request.dispatched", "R2", 2 * DAY, "kind", "complaint");
    rig.read();

    assertEquals(over, rig.clocks("R1"));
    assertEquals(
        due, due("R2", "complaint.answer"), "an edition that is mended judges what begins");
    rig.write("request.received", "R3", 0, "kind", "complaint");
    rig.read();
    assertTrue(due("R3", "complaint.answer").isBefore(due));
  }

  private static String without(String code) {
    return String.join(
        "\n", ClocksRig.RULES.lines().filter(line -> !line.startsWith(code)).toList());
  }

  private void merge(String child, String root) {
    rig.write(
        "request.merged",
        child,
        12,
        "root",
        root,
        "details",
        Map.of("into", root, "why", "judged"));
    rig.read();
  }

  private Instant due(String on, String rule) {
    return rig.clock(on, rule).dueAt();
  }

  private static Instant at(long minutes) {
    return ClocksRig.NINE.plus(Duration.ofMinutes(minutes));
  }

  private static int minutes(Instant at) {
    return Math.toIntExact(Duration.between(ClocksRig.NINE, at).toMinutes());
  }

  private List<Fact> told(String on, String type, String rule) {
    return rig.journal.told().stream()
        .filter(fact -> fact.subject().equals(on) && fact.type().equals(type))
        .filter(fact -> rule.equals(fact.data().get("rule")))
        .toList();
  }
}
