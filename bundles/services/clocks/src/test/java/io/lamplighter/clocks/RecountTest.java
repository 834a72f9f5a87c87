package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.clocks.WorkingDays.Effect;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Another calendar over the clocks that run; and what is kept how long. */
@NullUnmarked
class RecountTest {
  private static final Caller SUPERVISOR = ClockDeskTest.person(Role.SUPERVISOR, "3306");

  private final ClocksRig rig = new ClocksRig();

  @Test
  void whatCountsByItIsMovedOnRecordAndNothingElse() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.write("request.received", "R2", 0, "kind", "complaint");
    rig.write("request.resolved", "R2", 9, "kind", "complaint");
    rig.write("request.received", "R3", 0);
    rig.read();
    Clock over = rig.clock("R2", "complaint.answer");
    rig.journal.forget();
    Effect effect = rig.recount().preview(ClocksRig.withADayOff());
    assertEquals(1, effect.moved());
    assertEquals("R1", effect.first().get(0).on());
    assertEquals(ClocksRig.at("2026-12-01T00:00"), rig.clock("R1", "complaint.answer").dueAt());

    rig.book = ClocksRig.withADayOff();
    assertEquals(1, rig.recount().apply());
    assertEquals(0, rig.recount().apply(), "another node finds nothing to do");
    assertEquals(ClocksRig.at("2026-12-02T00:00"), rig.clock("R1", "complaint.answer").dueAt());
    assertEquals(over, rig.clock("R2", "complaint.answer"));
    assertEquals(1, rig.journal.told().size());
    assertEquals("calendar", rig.journal.told().get(0).data().get("why"));
  }

  @Test
  void whatStandsStillIsNotMovedAndGoesOnByTheNewDays() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.read();
    ClockDesk desk = rig.desk();
    String id = rig.clock("R1", "complaint.answer").id();
    rig.now = ClocksRig.NINE.plus(Duration.ofHours(1));
    desk.pause(SUPERVISOR, id, null, "customer-papers", "doc 1");
    rig.book = ClocksRig.withADayOff();
    assertEquals(0, rig.recount().apply());
    rig.now = ClocksRig.NINE.plus(Duration.ofHours(2));
    assertEquals(ClocksRig.at("2026-12-02T00:00"), desk.resume(SUPERVISOR, id, null).dueAt());
  }

  @Test
  void aNodeThatStartsWithOtherRulesTakesNothingOutOfForce() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.journal.forget();
    rig.book = ClocksRig.book(ClocksRig.RULES.replace("fault.restored,", "fault.repaired,"));
    Recount started = rig.recount();
    assertEquals(0, started.apply());
    assertEquals(0, started.apply(), "nor when only a calendar is another");
    assertEquals("running 1440", rig.state("R1", "fault.restored"));
    assertEquals(0, rig.journal.told().size());
  }

  @Test
  void whatWasSaidIsNotSaidAgainWhenTheCalendarGoesAndComes() {
    rig.write("request.received", "R1", 0, "kind", "complaint");
    rig.read();
    rig.fire(Duration.between(ClocksRig.NINE, ClocksRig.at("2026-11-29T09:00")).toMinutes());
    RuleBook before = rig.book;
    Recount recount = rig.recount();
    rig.book = ClocksRig.withADayOff();
    assertEquals(1, recount.apply());
    rig.book = before;
    assertEquals(1, recount.apply());
    rig.fire(Duration.between(ClocksRig.NINE, ClocksRig.at("2026-11-30T23:59")).toMinutes());
    assertEquals(
        1, rig.told("R1").stream().filter(said -> said.equals("warned complaint.answer")).count());
  }

  @Test
  void fiftyThousandArePreviewedAndApplied() {
    int many = Integer.getInteger("many", 2_000);
    for (int i = 0; i < many; i++) {
      rig.write("request.received", "R" + i, 0, "kind", "complaint");
      if (i % 500 == 499) {
        rig.read();
      }
    }
    rig.read();
    long began = System.nanoTime();
    Effect effect = rig.recount().preview(ClocksRig.withADayOff());
    assertEquals(many, effect.moved());
    assertEquals(100, effect.first().size());
    List<String> ids = effect.first().stream().map(WorkingDays.Moved::clock).toList();
    assertEquals(
        rig.work.call(
            t ->
                new Sql(
                        t.connection(),
                        "select id from clocks.clock where rule = 'complaint.answer'"
                            + " order by id limit 100")
                    .list(Row::text)),
        ids,
        "all are due at one time");
    long previewed = System.nanoTime();
    rig.book = ClocksRig.withADayOff();
    assertEquals(many, rig.recount().apply());
    System.out.printf(
        "%d previewed in %.1f s, applied in %.1f s%n",
        many, (previewed - began) / 1e9, (System.nanoTime() - previewed) / 1e9);
  }

  @Test
  void whatIsOverGoesAfterItWasKeptLongEnough() {
    rig.write("request.received", "R1", 0);
    rig.write("request.resolved", "R1", 9);
    rig.write("request.received", "R2", 0);
    rig.read();
    assertEquals(0, goneAfter(399));
    assertTrue(goneAfter(401) > 0);
    assertEquals(0, rig.clocks("R1").size());
    assertEquals(2, rig.clocks("R2").size(), "it runs still");
  }

  private static int goneAfter(int days) {
    Instant then = ClocksRig.NINE.plus(Duration.ofDays(days));
    return TestDatabase.forget("clocks", () -> then, Map.of());
  }
}
