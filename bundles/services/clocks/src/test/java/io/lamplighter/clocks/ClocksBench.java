package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What clocks cost, with the rules that ship and no journal behind them: {@code bench/clocks}. A
 * storm of requests that begin and end their clocks; many running and some due in one second; all
 * that fell due in hours off.
 */
@NullUnmarked
class ClocksBench {
  private static final int STORM = Integer.getInteger("storm", 20_000);
  private static final int RUNNING = Integer.getInteger("running", 100_000);
  private static final int DUE = Integer.getInteger("due", 2_000);
  private static final int AT_ONCE = 500;
  private static final long REST_MILLIS = 1_000;

  /** Only what is measured: one limit each, of half an hour. */
  private static final String ONE =
      String.join("\n", ClocksRig.RULES.lines().limit(2).toList()).replace(",each,10,", ",each,-,");

  private final PaperJournal journal = new PaperJournal();
  private final Lateness lateness = new Lateness();
  private RuleBook book = ClocksRig.book(ONE);
  private long ahead;

  /** The database's own, or hours later. */
  private final TrueTime time =
      new TrueTime() {
        private final DatabaseTime real = new DatabaseTime(Instant::now);

        @Override
        public Instant ask(Connection connection) throws SQLException {
          return real.ask(connection).plus(Duration.ofHours(ahead));
        }

        @Override
        public Instant instant() {
          return real.instant().plus(Duration.ofHours(ahead));
        }
      };

  private Tools tools() {
    UnitOfWork work = TestDatabase.unit("clocks");
    return new Tools(
        work,
        journal,
        () -> book,
        (rule, clock, point, at) -> List.of("zhao"),
        Firing.agenda(work, time),
        time);
  }

  private Follower follower() {
    Tools tools = tools();
    return new Follower(tools, tools.work());
  }

  private Firing firing() {
    return new Firing(tools(), new ReadUpTo(tools(), () -> Follower.types(book)), lateness);
  }

  @Test
  void storm() {
    TestDatabase.reset("clocks");
    book = RuleSet.load(null, Years.NONE).book(() -> ClocksRig.ZONE);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<Entry> entries = new ArrayList<>();
    for (String type :
        List.of("request.received", "request.dispatched", "request.arrived", "request.resolved")) {
      for (int i = 0; i < STORM; i++) {
        entries.add(entry(type, "S" + i, now));
      }
    }
    take(entries.subList(0, STORM / 10));
    List<Entry> measured = entries.subList(STORM / 10, entries.size());
    long cpu = processorNanos();
    long began = System.nanoTime();
    take(measured);
    double seconds = (System.nanoTime() - began) / 1e9;
    long clocks = count("select count(*) from clocks.clock");
    System.out.printf(
        "storm: %d entries, %d clocks begun and ended in %.1f s, %.0f entries/s,"
            + " %.3f ms of processor a clock%n",
        measured.size(),
        clocks,
        seconds,
        measured.size() / seconds,
        (processorNanos() - cpu) / 1e6 / clocks);
  }

  @Test
  void due() throws InterruptedException {
    TestDatabase.reset("clocks");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<Long> memory = new ArrayList<>();
    int tenth = (RUNNING - DUE + 9) / 10;
    for (int from = 0; from < RUNNING - DUE; from += tenth) {
      List<Entry> later = new ArrayList<>();
      for (int i = from; i < Math.min(RUNNING - DUE, from + tenth); i++) {
        later.add(entry("request.received", "L" + i, now.plusSeconds(3_600 + i % 18_000)));
      }
      take(later);
      later.clear();
      journal.forgetRead();
      memory.add(usedMegabytes());
    }
    System.out.printf("memory: MB in use after each tenth of %d clocks %s%n", RUNNING, memory);
    Instant second = Instant.now().truncatedTo(ChronoUnit.MICROS).plusSeconds(15);
    List<Entry> soon = new ArrayList<>();
    for (int i = 0; i < DUE; i++) {
      Instant due = second.plusMillis(i * 1_000L / DUE);
      soon.add(entry("request.received", "D" + i, due.minus(Duration.ofMinutes(30))));
    }
    take(soon);
    journal.forget();
    Firing firing = firing();
    while (journal.told().size() < DUE) {
      if (firing.round() == 0) {
        Thread.sleep(REST_MILLIS);
      }
    }
    List<Long> late =
        breached().stream()
            .map(fact -> Duration.between(at(fact, "dueAt"), at(fact, "seenAt")).toMillis())
            .sorted()
            .toList();
    assertEquals(DUE, late.size());
    System.out.printf(
        "due: of %d running %d in one second; late by p50 %d ms, p99 %d ms, most %d ms%n",
        RUNNING, DUE, late.get(DUE / 2), late.get(DUE * 99 / 100), late.get(DUE - 1));

    journal.forget();
    ahead = 7;
    long began = System.nanoTime();
    int said = 0;
    while (said < RUNNING - DUE) {
      said += firing.round();
    }
    List<Instant> order = breached().stream().map(fact -> at(fact, "dueAt")).toList();
    assertEquals(order.stream().sorted().toList(), order);
    System.out.printf(
        "off: %d fell due in hours off, said in order in %.1f s%n",
        order.size(), (System.nanoTime() - began) / 1e9);
  }

  private static long usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000;
  }

  private List<Fact> breached() {
    return journal.told().stream().filter(fact -> fact.type().equals("clock.breached")).toList();
  }

  private static Instant at(Fact fact, String field) {
    return Instant.parse(Objects.requireNonNull(fact.data().get(field)).toString());
  }

  private Entry entry(String type, String no, Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("root", no);
    data.put("kind", "fault-repair");
    data.put("channel", "web");
    data.put("region", "330602");
    data.put("customerClass", "residential");
    data.put("areaType", "urban");
    return journal.write(type, no, "330602", at, data);
  }

  private void take(List<Entry> entries) {
    Follower follower = follower();
    for (int from = 0; from < entries.size(); from += AT_ONCE) {
      List<Entry> some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
      follower.work().run(t -> follower.handle(t, some));
    }
  }

  private static long count(String query) {
    return TestDatabase.unit("clocks")
        .read(t -> new Sql(t.connection(), query).only(row -> row.number()));
  }

  /** Of this JVM and of PostgreSQL. */
  private static long processorNanos() {
    ProcessHandle server =
        ProcessHandle.of(count("select pg_backend_pid()"))
            .flatMap(ProcessHandle::parent)
            .orElseThrow();
    return Stream.concat(Stream.of(ProcessHandle.current(), server), server.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toNanos)
        .sum();
  }
}
