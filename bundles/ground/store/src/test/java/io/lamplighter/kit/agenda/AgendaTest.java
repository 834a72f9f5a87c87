package io.lamplighter.kit.agenda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.store.TestDatabase;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is due is taken in order and in turn, by one node, and never lost. */
class AgendaTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final UnitOfWork work = TestDatabase.unit("kit");
  private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");
  private final Agenda agenda = node();

  private Agenda node() {
    return new Agenda(work, () -> now, "kit.agenda", LEASE);
  }

  @BeforeEach
  void empty() {
    TestDatabase.reset("kit");
  }

  private void put(String subject, int many) {
    work.run(
        t ->
            agenda.put(
                t,
                IntStream.range(0, many)
                    .mapToObj(i -> new Thing(subject + " " + i, subject, now))
                    .toList()));
  }

  private static List<String> keys(List<Due> all) {
    return all.stream().map(Due::key).toList();
  }

  private void done(List<Due> all) {
    work.run(t -> assertEquals(all.size(), agenda.done(t, all).size()));
  }

  private boolean done(Due due) {
    Boolean ours = work.call(t -> agenda.done(t, due));
    return ours;
  }

  @Test
  void oneSubjectsTenThousandKeepNobodyWaiting() {
    put("hog", 10_000);
    List<Due> first = agenda.take(20);
    done(first.subList(0, 10));
    put("a", 3);
    put("b", 1);
    List<Due> next = agenda.take(2);
    assertEquals(List.of("a 0", "b 0"), keys(next), "what is behind what is out waits");
    done(next);
    done(first.subList(10, 20));
    List<String> turns = keys(agenda.take(5));
    assertEquals(List.of("hog 20", "hog 21", "a 1", "hog 22", "a 2"), turns);
  }

  @Test
  void aSubjectsThingsComeInOrderAndAllOfThem() {
    put("one", 300);
    List<String> seen = new ArrayList<>();
    for (List<Due> taken = agenda.take(7); !taken.isEmpty(); taken = agenda.take(7)) {
      seen.addAll(keys(taken));
      done(taken);
    }
    assertEquals(IntStream.range(0, 300).mapToObj(i -> "one " + i).toList(), seen);
  }

  @Test
  void whoHadItBeforeHasItNoMore() {
    put("a", 1);
    Due mine = agenda.take(1).get(0);
    assertEquals(List.of(), node().take(1));
    now = now.plus(LEASE);
    Due yours = node().take(1).get(0);
    assertEquals(2, yours.attempts(), "what kills a node runs out of attempts too");
    assertFalse(done(mine));
    work.run(t -> agenda.later(t, List.of(mine.later(now.plusSeconds(99), "mine"))));
    assertTrue(done(yours));
  }

  @Test
  void whatIsMovedWhileItIsOutComesAgain() {
    put("a", 1);
    Due out = agenda.take(1).get(0);
    work.run(t -> agenda.put(t, new Thing("a 0", "a", now.plusSeconds(30))));
    assertFalse(done(out));
    assertEquals(List.of(), agenda.take(1));
    now = now.plusSeconds(30);
    assertEquals(List.of("a 0"), keys(agenda.take(1)));
  }

  @Test
  void theBellRingsAfterTheCommitAndOnlyThen() {
    AtomicInteger rung = new AtomicInteger();
    agenda.onNews(rung::incrementAndGet);
    work.run(
        t -> {
          agenda.put(t, new Thing("a", "a", now));
          assertEquals(0, rung.get());
        });
    assertEquals(1, rung.get());
    assertThrows(
        RuntimeException.class,
        () ->
            work.run(
                t -> {
                  agenda.put(t, new Thing("b", "b", now));
                  throw new IllegalStateException();
                }));
    assertEquals(1, rung.get());
  }

  @Test
  void thereIsAnEndToPatience() {
    Patience patience =
        new Patience(
            new Backoff(Duration.ofSeconds(8), Duration.ofMinutes(1), new Random(1)),
            3,
            Duration.ofHours(1));
    put("a", 1);
    Due first = agenda.take(1).get(0);
    Instant next = Objects.requireNonNull(patience.next(first, now));
    assertTrue(!next.isBefore(now.plusSeconds(4)) && !next.isAfter(now.plusSeconds(8)));
    assertNull(patience.next(first, now.plusSeconds(3_601)));
    for (int i = 2; i <= 3; i++) {
      now = now.plus(LEASE);
      first = agenda.take(1).get(0);
    }
    assertNull(patience.next(first, now));
  }

  @Test
  void whatAnOlderVersionLeftIsPutInBeforeTheFirstTaking() {
    work.run(
        t ->
            t.connection()
                .createStatement()
                .execute(
                    "insert into kit.plain (key, subject, due)"
                        + " select i::text, 'a', '2026-11-22' from generate_series(1, 3) i"));
    String left = "select key, subject, due, due from kit.plain";
    Agenda newer = new Agenda(work, () -> now, "kit.agenda", LEASE, left);
    assertEquals(List.of("1", "2"), keys(newer.take(2)));
    assertEquals(List.of(), new Agenda(work, () -> now, "kit.agenda", LEASE, left).take(9));
    assertEquals(3, left());
  }

  @Test
  void itSaysWhatWaits() {
    put("a", 3);
    now = now.plusSeconds(12);
    agenda.take(2);
    Map<String, Double> figures =
        agenda.metrics().stream().collect(Collectors.toMap(Metric::name, Metric::value));
    assertEquals(3, figures.get("lamp_agenda_due"));
    assertEquals(12, figures.get("lamp_agenda_late_seconds"));
    assertEquals(2, figures.get("lamp_agenda_taken_total"));
  }

  /**
   * Four nodes at once; connections are cut in the middle of what they do, and nodes forget what
   * they have taken as if they were killed. The clock is moved by hand, so that a lease is over
   * only when it is said to be.
   */
  @Test
  void killsLoseNothingAndRepeatOnlyWhatWasOut() throws Exception {
    int things = 3_000;
    for (int i = 0; i < 30; i++) {
      put("subject " + i, things / 30);
    }
    Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
    Set<String> taken = ConcurrentHashMap.newKeySet();
    Set<String> takings = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger kills = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(5);
    List<Future<?>> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      nodes.add(
          pool.submit(
              () -> {
                Agenda mine = node();
                while (!over.get()) {
                  try {
                    for (Due due : mine.take(10)) {
                      taken.add(due.key());
                      assertTrue(
                          takings.add(due.key() + " for time " + due.attempts()),
                          "taken again without a lease that is over");
                      if (random.nextInt(50) == 0) {
                        kills.incrementAndGet();
                        break;
                      }
                      work.run(
                          t -> {
                            if (mine.done(t, due)) {
                              t.afterCommit(
                                  () ->
                                      done.computeIfAbsent(due.key(), k -> new AtomicInteger())
                                          .incrementAndGet());
                            }
                          });
                    }
                  } catch (Refusal | StoreException e) {
                    kills.incrementAndGet();
                  }
                }
                return null;
              }));
    }
    Future<?> killer =
        pool.submit(
            () -> {
              while (!over.get()) {
                Thread.sleep(50);
                now = now.plusSeconds(10);
                cut();
              }
              return null;
            });
    long end = System.nanoTime() + 120_000_000_000L;
    try {
      while (left() != 0 && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    } finally {
      over.set(true);
      pool.shutdown();
    }
    for (Future<?> node : nodes) {
      node.get();
    }
    killer.get();
    TestDatabase.renewConnections();
    assertEquals(0, left());
    assertTrue(kills.get() > 20, () -> "killed only " + kills);
    // A commit whose answer was cut off is done without our having heard of it.
    assertTrue(things - done.size() <= kills.get(), () -> "heard of " + done.size());
    assertEquals(things, taken.size(), "none lost");
    assertEquals(
        new HashMap<String, Integer>(),
        done.entrySet().stream()
            .filter(entry -> entry.getValue().get() > 1)
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get())),
        "none done twice");
  }

  /** How many are there; less than none when one's own connection was cut. */
  private long left() {
    try {
      return work.call(
          t -> {
            try (Statement statement = t.connection().createStatement();
                var row = statement.executeQuery("select count(*) from kit.agenda")) {
              row.next();
              return row.getLong(1);
            }
          });
    } catch (RuntimeException e) {
      return -1;
    }
  }

  /** Somebody's connection is cut, whatever he is at. */
  private void cut() {
    try {
      work.run(
          t ->
              t.connection()
                  .createStatement()
                  .execute(
                      "select pg_terminate_backend(pid) from pg_stat_activity where state <> 'idle'"
                          + " and pid <> pg_backend_pid() and usename = 'postgres'"
                          + " and backend_type = 'client backend' order by random() limit 1"));
    } catch (RuntimeException e) {
      // Its own was cut.
    }
  }
}
