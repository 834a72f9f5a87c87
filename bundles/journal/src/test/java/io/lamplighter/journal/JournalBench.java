package io.lamplighter.journal;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.journal.Seals.Verdict;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What appending, sealing, verifying and following cost, on a PostgreSQL with fsync on: {@code
 * JournalBench [seconds a round] [entries to verify]}.
 */
final class JournalBench {
  private static final int WRITERS = 16;
  private static final int ROUNDS = 3;

  private JournalBench() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 4;
    int entries = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
    Node.clean();
    on("ALTER SYSTEM SET fsync = on");
    Node.list("SELECT pg_reload_conf()::text");
    Path folder = Files.createTempDirectory("journal-bench");
    try (Node node = new Node()) {
      append(node, 1, 1);
      sealing(node, folder, 1, seconds);
      sealing(node, folder, 20, seconds);
      verify(node, folder, entries);
      follow(node);
      latency(node);
    }
    System.exit(0);
  }

  /** Statements that run outside a transaction. */
  private static void on(String sql) throws Exception {
    try (var connection = io.lamplighter.store.TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
      }
      connection.setAutoCommit(false);
    }
  }

  private static Sealing seals(Path folder) throws Exception {
    return new Sealing(Node.WORK, Node.CLOCK, folder, 500);
  }

  /** Seals all there is. */
  private static Sealing drain(Path folder) throws Exception {
    Sealing sealing = seals(folder);
    while (!sealing.lag().isZero()) {
      Thread.sleep(20);
    }
    sealing.close();
    return sealing;
  }

  private static void sealing(Node node, Path folder, int facts, int seconds) throws Exception {
    double[] off = new double[ROUNDS];
    double[] on = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      off[round] = append(node, facts, seconds);
      // What was not sealed meanwhile is not put to the account of the next round.
      drain(folder);
      Sealing sealing = seals(folder);
      on[round] = append(node, facts, seconds);
      sealing.close();
    }
    Arrays.sort(off);
    Arrays.sort(on);
    say(
        "append, %d writers, %d entries a transaction: %,.0f entries/s without sealing, %,.0f with:"
            + " %.1f %%",
        WRITERS, facts, off[ROUNDS / 2], on[ROUNDS / 2], 100 * on[ROUNDS / 2] / off[ROUNDS / 2]);
  }

  private static double append(Node node, int facts, int seconds) throws Exception {
    List<Fact> some = new ArrayList<>();
    for (int i = 0; i < facts; i++) {
      Map<String, Object> data = Map.of("channel", "web", "kind", "fault-repair", "priority", 3);
      some.add(new Fact("request.received", "330620261122" + i, "330602", "public", data));
    }
    AtomicLong done = new AtomicLong();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  Node.WORK.run(t -> node.journal.append(t, "desk", some));
                  done.addAndGet(facts);
                }
              });
      writers.add(writer);
      writer.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
    return done.get() * 1e9 / (System.nanoTime() - start);
  }

  private static void verify(Node node, Path folder, int entries) throws Exception {
    List<Fact> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(Node.fact("request.received", "R" + i));
    }
    while (Long.parseLong(Node.one("SELECT count(*) FROM journal.entry")) < entries) {
      Node.WORK.run(t -> node.journal.append(t, "desk", many));
    }
    Sealing sealing = drain(folder);
    for (int i = 0; i < 3; i++) {
      Verdict verdict = sealing.verify();
      say(
          "verify: %,d entries in %,d blocks in %d ms: %,.0f entries/s, sound %s",
          verdict.entries(),
          verdict.blocks(),
          verdict.took().toMillis(),
          verdict.entries() * 1e9 / verdict.took().toNanos(),
          verdict.sound());
    }
  }

  private static void follow(Node node) throws Exception {
    AtomicLong handled = new AtomicLong();
    long all = Long.parseLong(Node.one("SELECT count(*) FROM journal.entry"));
    Counter reader = new Counter(handled);
    long start = System.nanoTime();
    node.followers.add(reader);
    while (handled.get() < all) {
      LockSupport.parkNanos(1_000_000);
    }
    say("follow: one reader, %,.0f entries/s", all * 1e9 / (System.nanoTime() - start));
    node.followers.remove(reader);
  }

  private static void latency(Node node) {
    AtomicLong handled = new AtomicLong();
    node.followers.add(new Counter(handled, "late", "latency.measured"));
    long[] nanos = new long[200];
    for (int i = 0; i < nanos.length; i++) {
      long before = handled.get();
      long start = System.nanoTime();
      Node.WORK.run(t -> node.journal.append(t, "desk", Node.fact("latency.measured", "L")));
      while (handled.get() == before) {
        LockSupport.parkNanos(50_000);
      }
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    say(
        "append to handled, quiet: median %.1f ms, 99th percentile %.1f ms",
        nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private record Counter(AtomicLong handled, String name, Set<String> types)
      implements JournalReader {
    Counter(AtomicLong handled) {
      this(handled, "counter", Set.of());
    }

    Counter(AtomicLong handled, String name, String type) {
      this(handled, name, Set.of(type));
    }

    @Override
    public UnitOfWork work() {
      return Node.WORK;
    }

    @Override
    public void handle(Transaction transaction, List<Entry> batch) {
      transaction.afterCommit(() -> handled.addAndGet(batch.size()));
    }
  }
}
