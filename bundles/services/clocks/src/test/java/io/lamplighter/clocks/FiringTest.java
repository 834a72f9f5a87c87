package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What is due is said: once, in order, and not of what was met in time. */
@NullUnmarked
class FiringTest {
  private final ClocksRig rig = new ClocksRig();

  @Test
  void itWarnsAndThenSaysThatItIsLateOnce() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.fire(19);
    assertEquals(List.of(), after("R1"));
    rig.fire(20);
    assertEquals(List.of("warned fault.first-response"), after("R1"));
    rig.fire(30);
    rig.fire(31);
    assertEquals(
        List.of("warned fault.first-response", "breached fault.first-response"), after("R1"));
    Fact breached = rig.journal.told().get(rig.journal.told().size() - 1);
    assertEquals(ClocksRig.at("2026-11-23T09:30").toString(), breached.data().get("dueAt"));
    assertEquals(ClocksRig.at("2026-11-23T09:30").toString(), breached.data().get("seenAt"));
    assertEquals(List.of("zhao"), breached.data().get("told"));
  }

  @Test
  void whatWasLateAndIsReopenedIsNotAboutToBeDue() {
    rig.write("request.received", "R1", 0);
    rig.write("request.resolved", "R1", 25 * 60);
    rig.write("request.reopened", "R1", 26 * 60);
    rig.read();
    rig.fire(27 * 60);
    assertEquals("breached 1440", rig.state("R1", "fault.restored"));
    assertEquals(
        List.of("breached fault.restored", "met fault.restored", "resumed fault.restored"),
        after("R1").stream().filter(said -> said.endsWith("restored")).toList());
  }

  @Test
  void afterHoursOffAllThatFellDueIsSaidOnceInOrder() {
    Random random = new Random(seed());
    for (int i = 0; i < 1_500; i++) {
      rig.write("request.received", "R" + i, random.nextInt(300));
    }
    rig.read();
    rig.fire(6 * 60);

    List<Fact> breached = breached();
    assertEquals(1_500, breached.size());
    assertEquals(
        1_500, new HashSet<>(breached.stream().map(f -> f.data().get("clock")).toList()).size());
    List<String> due = breached.stream().map(f -> f.data().get("dueAt").toString()).toList();
    assertEquals(due.stream().sorted().toList(), due);
    assertTrue(
        rig.journal.told().stream()
            .noneMatch(
                f ->
                    f.type().equals("clock.warned")
                        && f.data().get("rule").equals("fault.first-response")),
        "a warning after that says nothing");
  }

  @Test
  void metInTimeAndReadLateIsNotLate() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.write("request.dispatched", "R1", 29);
    rig.fire(31);
    assertEquals("running 30", rig.state("R1", "fault.first-response"), "nobody has read it yet");

    rig.read();
    rig.fire(32);
    assertEquals("met 30", rig.state("R1", "fault.first-response"));
    assertEquals(List.of(), breached());
  }

  @Test
  void whatIsAboutToBeCommittedIsWaitedFor() throws Exception {
    int tomorrow =
        Math.toIntExact(Duration.between(ClocksRig.NINE, Instant.now()).toMinutes() + 1_440);
    rig.write("request.received", "R1", tomorrow);
    rig.read();
    rig.now = ClocksRig.NINE.plus(Duration.ofMinutes(tomorrow + 31));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      rig.work.run(
          t -> {
            new Sql(t.connection(), "select pg_current_xact_id()").call();
            assertEquals(0, other.submit(() -> rig.firing().round()).get());
          });
      assertEquals(List.of(), breached());
    } finally {
      other.shutdown();
    }
    rig.fire(tomorrow + 32);
    assertEquals(1, breached().size());
  }

  @Test
  void twoNodesSayEachOnceAndInOrder() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      rig.write("request.received", "R" + i, i % 50);
    }
    rig.read();
    rig.now = ClocksRig.NINE.plus(Duration.ofHours(3));
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Integer>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Firing firing = rig.firing();
        both.add(
            () -> {
              int said = 0;
              while (said < 2_000 && breached().size() < 2_000) {
                said += firing.round();
              }
              return said;
            });
      }
      for (Future<Integer> node : nodes.invokeAll(both)) {
        node.get();
      }
    } finally {
      nodes.shutdown();
    }
    List<Fact> breached = breached();
    assertEquals(2_000, breached.size());
    List<String> due = breached.stream().map(f -> f.data().get("dueAt").toString()).toList();
    assertEquals(due.stream().sorted().toList(), due);
  }

  @Test
  void aNodeThatDiesWithWhatItTookIsFollowedByAnother() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.now = ClocksRig.NINE.plus(Duration.ofMinutes(30));
    Firing.agenda(rig.work, rig.time).take(10);
    assertEquals(0, rig.firing().round(), "it is out");

    rig.now = rig.now.plus(Duration.ofSeconds(11));
    assertEquals(1, rig.firing().round());
    assertEquals(1, breached().size());
  }

  @Test
  void aMachineThatIsAnHourAheadSaysNothingTooEarly() {
    Instant[] machine = {Instant.now().plus(Duration.ofHours(1))};
    DatabaseTime time = new DatabaseTime(() -> machine[0]);
    rig.work.run(t -> time.ask(t.connection()));
    assertTrue(Duration.between(time.instant(), machine[0]).toMinutes() >= 59);
    assertTrue(time.ahead().toMinutes() <= -59);
    machine[0] = machine[0].minus(Duration.ofHours(2));
    rig.work.run(t -> time.ask(t.connection()));
    assertTrue(Duration.between(machine[0], time.instant()).toMinutes() >= 59);
  }

  private List<Fact> breached() {
    return rig.journal.told().stream().filter(f -> f.type().equals("clock.breached")).toList();
  }

  private List<String> after(String on) {
    return rig.told(on).stream().filter(said -> !said.startsWith("started")).toList();
  }

  private static long seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    return seed;
  }
}
