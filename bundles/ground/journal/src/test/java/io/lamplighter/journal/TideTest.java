package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.AnyType;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the tide asks the database; its poll is so slow here that it asks only for a reason. */
@Timeout(60)
class TideTest {
  private static final int POLL_MILLIS = 3_600_000;
  private static final int MANY = 200;

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();
  private Tide tide;
  private LocalJournal journal;

  @BeforeEach
  void start() {
    Node.clean();
    tide = new Tide(counting(Node.WORK), POLL_MILLIS);
    journal = new LocalJournal(Node.WORK, tide, Node.keys(Node.FOLDER), new AnyType(), Node.CLOCK);
    Node.await("the look at the start", () -> asked.get() == 1);
  }

  @AfterEach
  void stop() throws InterruptedException {
    tide.close();
  }

  private UnitOfWork counting(UnitOfWork work) {
    return new UnitOfWork() {
      @Override
      public <T> T call(Work<T> some) {
        T result = work.call(some);
        asked.incrementAndGet();
        return result;
      }
    };
  }

  private void append(String type) {
    Node.WORK.run(t -> journal.append(t, "desk", Node.fact(type, "R1")));
  }

  @Test
  void nothingIsAskedForNobody() {
    for (int i = 0; i < MANY; i++) {
      append("request.received");
    }
    try (var watch = tide.listen(Set.of(), heard::incrementAndGet)) {
      Node.await("the first look for somebody", () -> heard.get() > 0);
    }
    assertTrue(asked.get() < 5, () -> asked + " questions");
  }

  @Test
  void nothingIsAskedForWhatNobodyWants() {
    try (var watch = tide.listen(Set.of("customer.changed"), heard::incrementAndGet)) {
      Node.await("the first look for somebody", () -> heard.get() > 0);
      for (int i = 0; i < MANY; i++) {
        append("request.received");
      }
      int before = heard.get();
      append("customer.changed");
      Node.await("the wanted one", () -> heard.get() > before);
      assertTrue(asked.get() < MANY / 4, () -> asked + " questions");
    }
  }

  @Test
  void whoWantsOtherTypesIsLeftAlone() {
    AtomicInteger others = new AtomicInteger();
    try (var all = tide.listen(Set.of(), heard::incrementAndGet);
        var other = tide.listen(Set.of("customer.changed"), others::incrementAndGet)) {
      Node.await("the first look for somebody", () -> heard.get() > 0);
      int before = others.get();
      for (int i = 0; i < 10; i++) {
        int told = heard.get();
        append("request.received");
        Node.await("the signal", () -> heard.get() > told);
      }
      assertTrue(others.get() <= before + 1, "it hears at most of the beginning");
    }
  }

  @Test
  void whatWaitsForAnOlderTransactionIsToldWhenThatEndsWithoutAWord() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread older =
        new Thread(
            () ->
                Node.WORK.run(
                    t -> {
                      try (var statement = t.connection().createStatement()) {
                        statement.execute("SELECT pg_current_xact_id()");
                      }
                      begun.countDown();
                      go.await();
                    }));
    try (var watch = tide.listen(Set.of(), heard::incrementAndGet)) {
      Node.await("the first look for somebody", () -> heard.get() > 0);
      older.start();
      begun.await();
      int before = heard.get();
      int looks = asked.get();
      append("request.received");
      Node.await("some looks", () -> asked.get() > looks + 3);
      assertEquals(before, heard.get());
      go.countDown();
      older.join();
      Node.await("the signal", () -> heard.get() > before);
    }
  }
}
