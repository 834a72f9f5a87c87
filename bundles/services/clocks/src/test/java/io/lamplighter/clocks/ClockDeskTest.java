package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.Mean;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clocks as people see them, and what supervisors do. */
@NullUnmarked
class ClockDeskTest {
  private static final Caller SUPERVISOR = person(Role.SUPERVISOR, "3306");
  private static final Caller AGENT = person(Role.AGENT, "3306");

  private final ClocksRig rig = new ClocksRig();
  private final ClockDesk desk = rig.desk();

  @BeforeEach
  void received() {
    rig.write("request.received", "R1", 0);
    rig.write("request.received", "R2", 10, "kind", "complaint");
    rig.read();
  }

  @Test
  void theyComeInOrderOfDuePageByPage() {
    ClockQuery query = query(null, null, 2);
    Page<Clock> first = desk.find(AGENT, query);
    assertEquals(
        List.of("fault.first-response", "fault.restored"),
        first.items().stream().map(Clock::rule).toList());
    Page<Clock> second =
        desk.find(AGENT, new ClockQuery(null, null, null, null, null, null, first.next(), 2));
    assertEquals(
        List.of("complaint.contact", "complaint.answer"),
        second.items().stream().map(Clock::rule).toList());
    assertEquals(null, second.next());
    Clock.Next next = first.items().get(0).next();
    assertEquals("-10 minutes", next.point());
    assertEquals(ClocksRig.NINE.plusSeconds(20 * 60), next.at());
    assertEquals(List.of("zhao"), next.tells());
    assertEquals("due", second.items().get(0).next().point(), "it has no warning point");
    assertEquals(2, desk.find(AGENT, query("R2", null, 9)).items().size());
    assertEquals(
        1, desk.find(AGENT, query(null, ClocksRig.NINE.plusSeconds(3_600), 9)).items().size());
    assertThrows(
        Refusal.Invalid.class,
        () -> desk.find(AGENT, new ClockQuery(null, null, null, null, null, null, "nonsense", 2)));
  }

  @Test
  void thoseWithoutADueInstantComeLastAndEachOnce() {
    for (int i = 3; i < 8; i++) {
      rig.write("request.received", "R" + i, 20);
      rig.write("request.dispatched", "R" + i, 20);
    }
    rig.read();
    List<String> all = new ArrayList<>();
    List<Boolean> due = new ArrayList<>();
    String after = null;
    do {
      Page<Clock> page =
          desk.find(AGENT, new ClockQuery(null, null, null, null, null, null, after, 2));
      page.items().forEach(clock -> all.add(clock.id()));
      page.items().forEach(clock -> due.add(clock.dueAt() != null));
      after = page.next();
    } while (after != null);
    assertEquals(4 + 5 + 5, all.size());
    assertEquals(all.size(), Set.copyOf(all).size());
    assertEquals(9, due.lastIndexOf(true) + 1, "averages have none");
  }

  @Test
  void whatIsOverIsAskedForByASubjectARuleOrATime() {
    rig.write("request.resolved", "R1", 20);
    rig.read();
    Refusal.Invalid refusal =
        assertThrows(Refusal.Invalid.class, () -> desk.find(AGENT, met(null, null)));
    assertEquals(List.of("/state"), pointers(refusal));
    assertEquals(1, desk.find(AGENT, met("fault.restored", null)).items().size());
    Instant tomorrow = ClocksRig.NINE.plus(Duration.ofDays(2));
    assertEquals(2, desk.find(AGENT, met(null, tomorrow)).items().size());
  }

  private static ClockQuery met(@Nullable String rule, @Nullable Instant dueBefore) {
    return new ClockQuery(null, rule, Clock.State.MET, null, null, dueBefore, null, 9);
  }

  @Test
  void anotherRegionsAreNotThere() {
    Caller stranger = person(Role.SUPERVISOR, "3307");
    String id = rig.clock("R1", "fault.restored").id();
    assertEquals(List.of(), desk.find(stranger, query(null, null, 9)).items());
    assertThrows(Refusal.NotFound.class, () -> desk.get(stranger, id));
    assertThrows(
        Refusal.NotFound.class, () -> desk.pause(stranger, id, null, "customer-papers", "1"));
    assertThrows(
        Refusal.Forbidden.class, () -> desk.pause(AGENT, id, null, "customer-papers", "1"));
  }

  @Test
  void itStandsStillForAReasonOfTheTableAndGoesOnLater() {
    String id = rig.clock("R1", "fault.restored").id();
    rig.now = ClocksRig.NINE.plus(Duration.ofMinutes(60));
    Clock paused = desk.pause(SUPERVISOR, id, 1L, "customer-papers", "doc 7");
    assertEquals(Clock.State.PAUSED, paused.state());
    assertEquals(null, paused.dueAt());
    rig.fire(5_000);
    assertEquals("paused", rig.state("R1", "fault.restored"), "it cannot be late");

    rig.now = ClocksRig.NINE.plus(Duration.ofMinutes(160));
    Clock resumed = desk.resume(SUPERVISOR, id, paused.version());
    assertEquals(ClocksRig.NINE.plus(Duration.ofMinutes(1_540)), resumed.dueAt());
    assertEquals(1, resumed.pauses().size());
    assertEquals("doc 7", evidence(resumed, false));
    assertTrue(rig.journal.told().stream().noneMatch(f -> f.data().toString().contains("doc 7")));
    assertNull(evidence(resumed, true));
    assertEquals(
        List.of("paused", "rescheduled", "resumed", "rescheduled"),
        rig.told("R1").stream()
            .filter(said -> said.endsWith("restored"))
            .map(said -> said.substring(0, said.indexOf(' ')))
            .filter(said -> !said.equals("started"))
            .toList());
  }

  @Test
  void whatIsWrongIsNamedAndNothingIsDone() {
    String id = rig.clock("R1", "fault.restored").id();
    String first = rig.clock("R1", "fault.first-response").id();
    Refusal.Invalid both =
        assertThrows(Refusal.Invalid.class, () -> desk.pause(SUPERVISOR, id, null, "lunch", " "));
    assertEquals(List.of("/reason", "/evidence"), pointers(both));
    assertEquals(
        List.of("/reason"),
        pointers(
            assertThrows(
                Refusal.Invalid.class,
                () -> desk.pause(SUPERVISOR, first, null, "customer-papers", "1"))));
    assertThrows(Refusal.Conflict.class, () -> desk.resume(SUPERVISOR, id, null));
    assertThrows(
        Refusal.Stale.class, () -> desk.pause(SUPERVISOR, id, 9L, "customer-papers", "doc 7"));
    rig.now = ClocksRig.NINE.plus(Duration.ofDays(2));
    assertThrows(
        Refusal.Conflict.class, () -> desk.pause(SUPERVISOR, id, null, "customer-papers", "1"));
    assertEquals(1, rig.clock("R1", "fault.restored").version());
  }

  @Test
  void itTakesLongerOnlyWhereTheRuleAllowsAndAsOften() {
    String id = rig.clock("R2", "complaint.answer").id();
    Instant due = rig.clock("R2", "complaint.answer").dueAt();
    Instant later = due.plus(Duration.ofDays(2));
    assertThrows(
        Refusal.Invalid.class, () -> desk.extend(SUPERVISOR, id, null, due, "the customer asked"));
    assertThrows(
        Refusal.Conflict.class,
        () -> desk.extend(SUPERVISOR, id, null, due.plus(Duration.ofDays(30)), "too far"));
    Clock extended = desk.extend(SUPERVISOR, id, null, later, "the customer asked");
    assertEquals(later, extended.dueAt());
    assertThrows(
        Refusal.Conflict.class,
        () -> desk.extend(SUPERVISOR, id, null, later.plusSeconds(60), "once more"));
    assertThrows(
        Refusal.Conflict.class,
        () ->
            desk.extend(
                SUPERVISOR,
                rig.clock("R1", "fault.restored").id(),
                null,
                due.plus(Duration.ofDays(9)),
                "no rule for it"));
  }

  @Test
  void whereTheDaysAreNotKnownNothingIsPutOff() {
    Instant start = ClocksRig.at("2026-12-22T09:00");
    int minutes = Math.toIntExact(Duration.between(ClocksRig.NINE, start).toMinutes());
    rig.write("request.received", "R4", minutes, "kind", "complaint");
    rig.read();
    rig.now = start;
    Clock clock = rig.clock("R4", "complaint.answer");
    assertEquals(ClocksRig.at("2026-12-30T00:00"), clock.dueAt());
    assertThrows(
        Refusal.Conflict.class,
        () ->
            desk.extend(
                SUPERVISOR, clock.id(), null, start.plus(Duration.ofDays(900)), "how late?"));
  }

  @Test
  void theDesksExtensionCountsForTheRuleThatAllowsIt() {
    Instant later = rig.clock("R2", "complaint.answer").dueAt().plus(Duration.ofDays(1));
    rig.write(
        "request.extended",
        "R2",
        60,
        "kind",
        "complaint",
        "details",
        Map.of("until", later.toString()));
    rig.read();
    assertEquals(later, rig.clock("R2", "complaint.answer").dueAt());
    assertEquals("running 1450", rig.state("R2", "complaint.contact"));
  }

  @Test
  void anAverageJudgesAPeriodAndACellAndBreachesNobody() {
    rig.write("request.dispatched", "R1", 20, "cell", "G1");
    rig.write("request.arrived", "R1", 120, "cell", "G1");
    rig.write("request.received", "R3", 0);
    rig.write("request.dispatched", "R3", 0, "cell", "G1");
    rig.write("request.arrived", "R3", 30, "cell", "G1");
    rig.read();
    rig.fire(1_000);

    Instant end = ClocksRig.NINE.plus(Duration.ofDays(1));
    Mean mean = desk.mean(AGENT, "fault.drive", ClocksRig.NINE, end, "G1");
    assertEquals(new Mean(2, 65.0, 60L), mean);
    assertEquals(true, mean.exceeded());
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () -> desk.mean(AGENT, "fault.drive", end, ClocksRig.NINE, "G1"));
    assertEquals("/to", refusal.errors().get(0).pointer());
    assertEquals(
        new Mean(0, null, null), desk.mean(AGENT, "fault.drive", ClocksRig.NINE, end, "G2"));
    assertEquals(0, rig.told("R1").stream().filter(s -> s.equals("breached fault.drive")).count());
  }

  private static ClockQuery query(@Nullable String on, @Nullable Instant dueBefore, int limit) {
    return new ClockQuery(on, null, null, null, null, dueBefore, null, limit);
  }

  private static List<String> pointers(Refusal.Invalid refusal) {
    return refusal.errors().stream().map(error -> error.pointer()).toList();
  }

  private static @Nullable String evidence(Clock clock, boolean masked) {
    return ClockView.of(clock, masked).pauses().get(0).evidence();
  }

  static Caller person(Role role, String region) {
    return new Caller("anna", Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }
}
