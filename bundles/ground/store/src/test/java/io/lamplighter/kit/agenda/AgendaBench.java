package io.lamplighter.kit.agenda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Things put in, and taken and done, a second; in turns with a plain queue on the same server,
 * which knows no lease, no turn and no order among two that take: {@code bench/agenda}.
 */
class AgendaBench {
  private static final int THINGS = Integer.getInteger("things", 100_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final int AT_ONCE = 200;
  private static final int CHUNK = 1_000;
  private static final long FLAT = 20_000_000;
  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
  private static final Instant LATER = BEGIN.plusSeconds(86_400);
  private static final String PLAIN =
      "delete from kit.plain where id in (select id from kit.plain where due <= '2026-11-23'"
          + " order by due, id limit "
          + AT_ONCE
          + " for update skip locked) returning id, key, subject, due";

  private final UnitOfWork work = TestDatabase.unit("kit");
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param perSecond things
   * @param micros of processor time a thing, of this JVM and of PostgreSQL: the wall says more
   *     about what else the machine does
   */
  private record Pace(double perSecond, double micros) {}

  @Test
  void bench() throws Exception {
    for (int round = 0; round <= ROUNDS; round++) {
      String name = round == 0 ? "to warm up" : "round " + round;
      for (int nodes = 1; nodes <= 2; nodes++) {
        clear();
        Pace in = in(this::putPlain);
        Pace plain = out(nodes, this::takePlain);
        print(name, nodes, "plain", in, plain, plain);
        for (int subjects : new int[] {THINGS, 100}) {
          clear();
          Agenda agenda = node();
          in = in(from -> put(agenda, from, subjects));
          Pace out = out(nodes, () -> drain(subjects == THINGS));
          print(name, nodes, String.format("%,d subjects", subjects), in, out, plain);
        }
      }
    }
  }

  private static void print(String round, int nodes, String what, Pace in, Pace out, Pace plain) {
    System.out.printf(
        "%s, %d node(s), %s: in %,.0f/s %.0f us, out %,.0f/s %.0f us;"
            + " %.2f of plain, %.1f times its processor time%n",
        round,
        nodes,
        what,
        in.perSecond(),
        in.micros(),
        out.perSecond(),
        out.micros(),
        out.perSecond() / plain.perSecond(),
        out.micros() / plain.micros());
  }

  private Agenda node() {
    return new Agenda(work, () -> LATER, "kit.agenda", Duration.ofMinutes(1));
  }

  private void clear() {
    seen.clear();
    TestDatabase.reset("kit");
  }

  private interface Put {
    void from(int first) throws Exception;
  }

  private Pace in(Put put) throws Exception {
    long cpu = processorNanos();
    long began = System.nanoTime();
    for (int from = 0; from < THINGS; from += CHUNK) {
      put.from(from);
    }
    return pace(began, cpu);
  }

  private Pace pace(long began, long cpu) {
    return new Pace(
        THINGS / ((System.nanoTime() - began) / 1e9), (processorNanos() - cpu) / 1e3 / THINGS);
  }

  private long processorNanos() {
    ProcessHandle server = ProcessHandle.of(backend()).flatMap(ProcessHandle::parent).orElseThrow();
    return Stream.concat(Stream.of(ProcessHandle.current(), server), server.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private long backend() {
    return work.call(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement();
              ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Due one millisecond after the other, one subject after the other. */
  private void put(Agenda agenda, int first, int subjects) {
    List<Thing> things =
        IntStream.range(first, first + CHUNK)
            .mapToObj(i -> new Thing("" + i, "subject " + i % subjects, BEGIN.plusMillis(i)))
            .toList();
    work.run(transaction -> agenda.put(transaction, things));
  }

  private void putPlain(int first) {
    List<Integer> things = IntStream.range(first, first + CHUNK).boxed().toList();
    work.run(
        transaction ->
            new Sql(
                    transaction.connection(),
                    "insert into kit.plain (key, subject, due)"
                        + " select * from unnest(?::text[], ?::text[], ?::timestamptz[])")
                .array(things, i -> "" + i)
                .array(things, i -> "subject " + i)
                .array(things, i -> BEGIN.plusMillis(i).toString())
                .run());
  }

  private Pace out(int nodes, Callable<Integer> node) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(nodes);
    long cpu = processorNanos();
    long began = System.nanoTime();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      all.add(pool.submit(node));
    }
    int sum = 0;
    for (Future<Integer> one : all) {
      sum += one.get();
    }
    Pace pace = pace(began, cpu);
    pool.shutdown();
    assertEquals(THINGS, sum);
    assertEquals(THINGS, seen.size());
    return pace;
  }

  private int takePlain() {
    int sum = 0;
    int got = 1;
    while (got > 0) {
      got =
          work.call(
              transaction -> {
                int rows = 0;
                try (Statement statement = transaction.connection().createStatement();
                    ResultSet row = statement.executeQuery(PLAIN)) {
                  while (row.next()) {
                    seen.add(Integer.valueOf(row.getString(2)));
                    rows++;
                  }
                }
                return rows;
              });
      sum += got;
    }
    return sum;
  }

  /** Until nothing is there: while the only subject is out with the other node, it waits. */
  private int drain(boolean ordered) {
    Agenda agenda = node();
    int sum = 0;
    Instant last = Instant.MIN;
    long heap = heap();
    while (seen.size() < THINGS) {
      List<Due> taken = agenda.take(AT_ONCE);
      for (Due due : taken) {
        assertTrue(!ordered || !due.due().isBefore(last), "in order");
        last = due.due();
        assertTrue(seen.add(Integer.valueOf(due.key())), "taken twice");
      }
      work.run(transaction -> assertEquals(taken.size(), agenda.done(transaction, taken).size()));
      sum += taken.size();
    }
    // What has been seen is kept by the test.
    long grown = heap() - heap - 80L * THINGS;
    assertTrue(grown < FLAT, () -> "the heap grew by " + grown);
    return sum;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
