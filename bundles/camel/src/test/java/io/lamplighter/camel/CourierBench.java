package io.lamplighter.camel;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.store.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Entries a second through one courier, and the time from handing over to the partner at 500/s, on
 * a PostgreSQL with fsync on. Run by hand: {@code java -cp … io.lamplighter.camel.CourierBench
 * [entries]}.
 */
public final class CourierBench {
  private static final int RATE = 500;
  private static final int SUBJECTS = 1_000;

  private CourierBench() {}

  public static void main(String[] arguments) throws Exception {
    int entries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
    TestDatabase.unit("routes");
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("ALTER SYSTEM SET fsync = on");
      statement.execute("SELECT pg_reload_conf()");
    }
    try (Post post = new Post()) {
      drain(post, "warm-up", 10_000);
      drain(post, "drain", entries);
      steady(post, 10 * RATE);
    }
    System.exit(0);
  }

  private static void drain(Post post, String reader, int count) throws Exception {
    AtomicInteger got = new AtomicInteger();
    post.follow(
        Samples.settings(reader, 3),
        entry -> {
          got.incrementAndGet();
          return null;
        });
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      entries.add(entry(i));
    }
    Samples.await("lease", () -> post.follows(reader));
    long begun = System.nanoTime();
    post.write(reader, entries);
    Samples.await("all", () -> got.get() >= count && Post.kept(reader) == 0);
    double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
    System.out.printf(
        Locale.ROOT, "%s: %d entries in %.1f s, %.0f/s%n", reader, count, seconds, count / seconds);
  }

  /** One transaction each, as single submissions would; the clock of each stops at the partner. */
  private static void steady(Post post, int count) throws Exception {
    AtomicLongArray begun = new AtomicLongArray(count + 1);
    long[] took = new long[count];
    AtomicInteger got = new AtomicInteger();
    post.follow(
        Samples.settings("steady", 3),
        entry -> {
          took[got.getAndIncrement()] =
              System.nanoTime() - begun.get((int) entry.cursor().position());
          return null;
        });
    Samples.await("lease", () -> post.follows("steady"));
    long start = System.nanoTime();
    for (int i = 1; i <= count; i++) {
      long due = start + i * (1_000_000_000L / RATE);
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      begun.set(i, System.nanoTime());
      post.write("steady", List.of(entry(i)));
    }
    Samples.await("all", () -> got.get() == count);
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "at %d/s: median %.1f ms, p99 %.1f ms%n",
        RATE,
        took[count / 2] / 1e6,
        took[count * 99 / 100] / 1e6);
  }

  private static Entry entry(int i) {
    return new Entry(
        new Cursor(1, i),
        "request.received",
        "26112300" + i % SUBJECTS,
        "330602",
        "web",
        "/lamplighter/desk",
        Samples.CLOCK.instant(),
        Map.of(
            "requestNo",
            "26112300" + i % SUBJECTS,
            "kind",
            "fault-repair",
            "channel",
            "web",
            "channelRef",
            "w-" + i,
            "region",
            "330602",
            "priority",
            5,
            "promises",
            List.of(Map.of("rule", "fault.first-response", "dueAt", "2026-11-23"))));
  }
}
