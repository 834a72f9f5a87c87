package io.lamplighter.kit.neighbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.neighbour.Gate.Stay;
import io.lamplighter.kit.neighbour.Gate.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration NONE = Duration.ZERO;
  private final Semaphore waitingRoom = new Semaphore(2);
  private final Gate<String> gate = new Gate<>(waitingRoom);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aCallWaitsForTheOneWhoComes() throws Exception {
    Future<Stay<String>> call = threads.submit(() -> gate.enter(LONG));
    awaitWaiting(1);
    gate.arrive("desk");
    assertEquals("desk", call.get().value());
    awaitWaiting(0);
  }

  @Test
  void patienceEnds() {
    assertNull(gate.enter(Duration.ofMillis(20)));
  }

  @Test
  void nobodyWaitsAtAGateThatCloses() throws Exception {
    CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> gate.enter(LONG));
    awaitWaiting(1);
    gate.close();
    assertNull(waiting.get(20, TimeUnit.SECONDS));
    assertNull(gate.enter(LONG));
  }

  @Test
  void onlySoManyWait() throws Exception {
    Future<Stay<String>> first = threads.submit(() -> gate.enter(LONG));
    Future<Stay<String>> second = threads.submit(() -> gate.enter(LONG));
    awaitWaiting(2);
    assertNull(gate.enter(LONG), "the third is turned away at once");
    gate.arrive("desk");
    assertNotNull(first.get());
    assertNotNull(second.get());
  }

  @Test
  void departureWaitsForTheCallsInsideAndLetsNobodyIn() throws Exception {
    Tenant<String> old = gate.arrive("old");
    Stay<String> inside = gate.enter(NONE);
    assertNotNull(inside);
    CountDownLatch farewell = new CountDownLatch(1);
    Future<Integer> departure = threads.submit(() -> gate.leave(old, farewell::countDown, LONG));
    farewell.await();
    assertNull(gate.enter(NONE));
    assertFalse(departure.isDone());
    inside.close();
    inside.close();
    assertEquals(0, departure.get());
    assertEquals(0, gate.inside());
  }

  @Test
  void departureGivesUpOnACallThatStays() {
    Tenant<String> old = gate.arrive("old");
    assertNotNull(gate.enter(NONE));
    assertEquals(1, gate.leave(old, () -> {}, Duration.ofMillis(20)));
  }

  @Test
  void departureAsksAgainWhoHasNotHeardIt() {
    Tenant<String> old = gate.arrive("old");
    Stay<String> inside = gate.enter(NONE);
    assertNotNull(inside);
    AtomicInteger asked = new AtomicInteger();
    Runnable farewell =
        () -> {
          if (asked.incrementAndGet() == 2) {
            inside.end();
          }
        };
    assertEquals(0, gate.leave(old, farewell, LONG));
    assertEquals(2, asked.get());
  }

  @Test
  void theSuccessorServesWhileTheOldOneIsEmptied() throws Exception {
    Tenant<String> old = gate.arrive("old");
    Stay<String> inside = gate.enter(NONE);
    CountDownLatch farewell = new CountDownLatch(1);
    Future<Integer> departure = threads.submit(() -> gate.leave(old, farewell::countDown, LONG));
    farewell.await();
    gate.arrive("new");
    try (Stay<String> next = gate.enter(NONE)) {
      assertNotNull(next);
      assertEquals("new", next.value());
    }
    assertFalse(departure.isDone());
    assertNotNull(inside);
    inside.close();
    assertEquals(0, departure.get());
  }

  @Test
  void nobodyIsEverInsideSomethingThatHasLeft() throws Exception {
    Gate<AtomicBoolean> busy = new Gate<>(new Semaphore(100));
    AtomicInteger wrong = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    Tenant<AtomicBoolean> tenant = busy.arrive(new AtomicBoolean(true));
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  try (Stay<AtomicBoolean> stay = busy.enter(LONG)) {
                    if (stay == null || !stay.value().get()) {
                      wrong.incrementAndGet();
                    }
                    Thread.onSpinWait();
                    if (stay == null || !stay.value().get()) {
                      wrong.incrementAndGet();
                    }
                    served.incrementAndGet();
                  }
                }
              },
              threads));
    }
    for (int swap = 0; swap < 200; swap++) {
      assertEquals(0, busy.leave(tenant, () -> {}, LONG));
      tenant.value().set(false);
      tenant = busy.arrive(new AtomicBoolean(true));
    }
    over.set(true);
    CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    assertEquals(0, wrong.get());
    assertTrue(served.get() > 0);
  }

  private void awaitWaiting(int calls) throws InterruptedException {
    while (waitingRoom.availablePermits() != 2 - calls) {
      Thread.sleep(1);
    }
  }
}
