package io.lamplighter.journal;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.journal.Seals.Verdict;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What appending, sealing, verifying and following cost, on a PostgreSQL with fsync on. No test, so
 * it is not run by the build but by {@code bench/journal}.
 */
class JournalBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 10);
  private static final int SECONDS = Integer.getInteger("seconds", 2);
  private static final int ENTRIES = Integer.getInteger("entries", 500_000);

  @Test
  void measure(@TempDir Path folder) throws Exception {
    Node.clean();
    fsync();
    try (Node node = new Node()) {
      node.append("first");
      Node.admit(folder);
      new SealingCost(node, folder, 16, 1).measure(ROUNDS, SECONDS);
      // The desk's two batches at once, as they are when it is pressed.
      new SealingCost(node, folder, 2, 100).measure(ROUNDS, SECONDS);
      verify(node, folder);
      follow(node);
      latency(node);
    }
  }

  /** The tests' server saves itself what a real one must not. */
  private static void fsync() throws Exception {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("ALTER SYSTEM SET fsync = on");
        statement.execute("SELECT pg_reload_conf()");
      }
      connection.setAutoCommit(false);
    }
  }

  /** Seals all there is, without a pause. */
  static void seal(Path folder) throws Exception {
    NodeKeys keys = Node.keys(folder);
    HeadsFile heads = HeadsFile.open(folder);
    TrustedKeys trusted = TrustedKeys.open(folder, keys.own(), 0);
    Sealer sealer = new Sealer(Node.WORK, Node.CLOCK, keys, heads, trusted, new Alarms());
    while (sealer.run()) {}
  }

  private static void verify(Node node, Path folder) throws Exception {
    List<Fact> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(Node.fact("request.received", "R" + i));
    }
    while (Long.parseLong(Node.one("SELECT count(*) FROM journal.entry")) < ENTRIES) {
      Node.WORK.run(t -> node.journal.append(t, "desk", many));
    }
    seal(folder);
    Sealing sealing =
        new Sealing(Node.WORK, Node.CLOCK, Node.HOUSE, Node.keys(folder), List.of(), 500, () -> {});
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
    sealing.close();
  }

  private static void follow(Node node) throws Exception {
    AtomicLong handled = new AtomicLong();
    long all = Long.parseLong(Node.one("SELECT count(*) FROM journal.entry"));
    Counter reader = new Counter(handled, "counter", Set.of());
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
    node.followers.add(new Counter(handled, "late", Set.of("latency.measured")));
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

  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private record Counter(AtomicLong handled, String name, Set<String> types)
      implements JournalReader {
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
