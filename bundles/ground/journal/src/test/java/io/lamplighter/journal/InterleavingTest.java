package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.store.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Writers, readers on two nodes, long transactions, roll-backs and killed connections at random.
 */
@Timeout(120)
class InterleavingTest {
  private static final int WRITERS = 6;
  private static final int TRANSACTIONS = 150;
  private static final int READERS = 4;

  private Node node;
  private Node other;

  @BeforeEach
  void start() {
    Node.clean();
    node = new Node();
    other = new Node();
  }

  @AfterEach
  void stop() {
    node.close();
    other.close();
    TestDatabase.renewConnections();
  }

  @Test
  void everyEffectIsThereExactlyOnce() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("InterleavingTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < READERS; i++) {
      node.followers.add(new Node.Effects("r" + i));
      other.followers.add(new Node.Effects("r" + i));
    }
    AtomicInteger lost = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      long own = random.nextLong();
      Node at = w % 2 == 0 ? node : other;
      writers.add(new Thread(() -> write(at, new Random(own), lost), "writer-" + w));
    }
    writers.forEach(Thread::start);
    AtomicBoolean writing = new AtomicBoolean(true);
    Thread killer = new Thread(() -> kill(new Random(seed), writing));
    killer.start();
    for (Thread writer : writers) {
      writer.join();
    }
    writing.set(false);
    killer.join();
    String entries = Node.one("SELECT count(*) FROM journal.entry");
    System.out.println(entries + " entries, " + lost.get() + " transactions lost by kills");
    for (int i = 0; i < READERS; i++) {
      String reader = "r" + i;
      Node.await(reader + " has all", () -> Node.effects(reader) >= Long.parseLong(entries));
      Node.assertExactlyOnce(reader, "");
    }
    assertEquals(entries, Node.one("SELECT count(*) FROM journal.entry"));
  }

  private static void write(Node at, Random random, AtomicInteger lost) {
    for (int i = 0; i < TRANSACTIONS; i++) {
      String[] subjects = new String[1 + random.nextInt(5)];
      java.util.Arrays.setAll(subjects, n -> Thread.currentThread().getName() + "-" + n);
      boolean fail = random.nextInt(10) == 0;
      int pause = random.nextInt(10) == 0 ? random.nextInt(30) : 0;
      try {
        Node.WORK.run(
            t -> {
              at.append(t, subjects);
              Thread.sleep(pause);
              if (fail) {
                throw new IllegalStateException("rolled back on purpose");
              }
            });
      } catch (RuntimeException e) {
        if (!fail) {
          lost.incrementAndGet();
        }
      }
    }
  }

  private static void kill(Random random, AtomicBoolean writing) {
    while (writing.get()) {
      try {
        Thread.sleep(20 + random.nextInt(60));
        Node.list(
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND application_name = 'lamplighter'"
                + " ORDER BY random() LIMIT 1");
      } catch (RuntimeException e) {
        // Somebody else's turn to be killed was ours.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
