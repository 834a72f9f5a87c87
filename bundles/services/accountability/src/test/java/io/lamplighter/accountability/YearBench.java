package io.lamplighter.accountability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * A city's year through the followers: each breach has one file, and of what was planted at known
 * places so much is found, and so much of what is found was planted.
 */
@NullUnmarked
class YearBench {
  private static final int SIZE = Integer.getInteger("requests", 20_000);
  private static final long SEED = Long.getLong("seed", 20261130L);
  private static final Duration AT_MOST = Duration.ofHours(6);
  private static final double RECALL = 0.9;
  private static final double PRECISION = 0.8;
  private static final long GROWS = 24L << 20;

  private Instant now = YearPlan.NEW_YEAR;
  private final YearPlan plan = new YearPlan(SIZE, SEED);
  private final YearJournal journal = new YearJournal(plan);
  private final UnitOfWork work = TestDatabase.unit("accountability", FileEntity.class);
  private final Library library = Library.load(null);
  private final Tools tools =
      new Tools(
          work,
          journal,
          journal,
          new NotedLooks(),
          new Agenda(work, () -> now, Tools.AGENDA, Duration.ofMinutes(1)),
          new TestHouse(),
          new Bureau.Staff(),
          () -> library,
          region -> Set.of());
  private final Reading follower = new Reading(new Follower(work, tools));
  private final Reading finder = new Reading(new Finder(work, tools));
  private final Work machine = new Work(tools, () -> true);
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(SEED));
  private long due;
  private long dueNanos;

  /** As the journal's loop: those of its types, a batch in a transaction. */
  private final class Reading {
    private final JournalReader reader;
    private final List<Entry> batch = new ArrayList<>();
    private long read;
    private long nanos;

    Reading(JournalReader reader) {
      this.reader = reader;
    }

    boolean take(Entry entry) {
      if (reader.types().contains(entry.type())) {
        batch.add(entry);
      }
      return batch.size() >= reader.batchSize();
    }

    void handle() {
      if (!batch.isEmpty()) {
        long before = System.nanoTime();
        work.run(t -> reader.handle(t, batch));
        nanos += System.nanoTime() - before;
        read += batch.size();
        batch.clear();
      }
    }

    String speed() {
      return String.format(Locale.ROOT, "%,.0f/s", read / (nanos / 1e9));
    }
  }

  @Test
  void aYear() {
    System.out.printf(Locale.ROOT, "YearBench requests=%d seed=%d%n", SIZE, SEED);
    TestDatabase.reset("accountability");
    long began = System.nanoTime();
    long entries = 0;
    List<Long> heaps = new ArrayList<>();
    Instant next = now.plus(AT_MOST);
    Instant quarter = YearPlan.NEW_YEAR.plus(YearPlan.YEAR.dividedBy(4));
    for (Entry entry = journal.next(); entry != null; entry = journal.next()) {
      entries++;
      now = entry.time();
      if (follower.take(entry) | finder.take(entry) | !now.isBefore(next)) {
        catchUp();
        next = now.plus(AT_MOST);
      }
      if (!now.isBefore(quarter) && heaps.size() < 4) {
        heaps.add(heap());
        quarter = quarter.plus(YearPlan.YEAR.dividedBy(4));
      }
    }
    catchUp();
    now = now.plus(Duration.ofDays(100));
    catchUp();
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "YearBench %,d entries in %.0f s, %,.0f/s with all; follower %s, finder %s; %,d due in %.0f s;"
            + " %,d told; heap after each quarter %s MB%n",
        entries,
        seconds,
        entries / seconds,
        follower.speed(),
        finder.speed(),
        due,
        dueNanos / 1e9,
        journal.told.get(),
        heaps.stream().map(one -> one >> 20).toList());
    YearCheck check = new YearCheck(plan, work);
    check.print();
    assertEquals(List.of(), check.breaches(), "each breach has one file, and each file a breach");
    check
        .kinds()
        .forEach(
            one -> {
              assertTrue(one.recall() >= RECALL, one.toString());
              assertTrue(one.precision() >= PRECISION, one.toString());
              assertEquals(one.files(), one.places(), "nothing has two files: " + one);
            });
    assertTrue(heaps.get(heaps.size() - 1) <= heaps.get(0) + GROWS, heaps.toString());
  }

  private void catchUp() {
    follower.handle();
    finder.handle();
    long before = System.nanoTime();
    int done;
    do {
      done = machine.due(100, backoff);
      due += done;
    } while (done > 0);
    dueNanos += System.nanoTime() - before;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
