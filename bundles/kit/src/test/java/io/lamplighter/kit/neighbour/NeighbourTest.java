package io.lamplighter.kit.neighbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;

/** A service goes, another comes, and who calls it is none the wiser. */
@NullUnmarked
@Timeout(30)
class NeighbourTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  /** What is asked here. */
  public interface Bell {
    String ring(String who) throws IOException;

    default String twice(String who) throws IOException {
      return ring(who) + ring(who);
    }
  }

  private final Registry registry = new Registry();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Neighbours> opened = new ArrayList<>();

  @AfterEach
  void stop() {
    opened.forEach(Neighbours::close);
    threads.shutdownNow();
    assertEquals(0, registry.listeners(), "listeners that were left behind");
  }

  private Neighbours neighbours(Duration patience) {
    Neighbours neighbours = new Neighbours(registry.context, patience, LONG);
    opened.add(neighbours);
    return neighbours;
  }

  private Runnable register(Bell bell) {
    return registry.register(bell, Map.of("objectClass", new String[] {Bell.class.getName()}));
  }

  private Runnable register(Bell bell, String place) {
    return registry.register(
        bell, Map.of("objectClass", new String[] {Bell.class.getName()}, "place", place));
  }

  @Test
  void whoeverIsThereAnswers() throws Exception {
    register(who -> "before " + who);
    Bell bell = neighbours(LONG).of(Bell.class).service();
    assertEquals("before a", bell.ring("a"));
    assertEquals("before abefore a", bell.twice("a"));
    assertEquals(bell, bell);
    assertNotEquals(bell, neighbours(LONG).of(Bell.class).service());
    assertEquals("neighbour Bell", bell.toString());
  }

  @Test
  void onlyTheOneThatIsMeant() throws Exception {
    register(who -> "front", "front");
    register(who -> "back", "back");
    assertEquals("back", neighbours(LONG).of(Bell.class, "(place=back)").service().ring("a"));
  }

  @Test
  void whoHasNeverBeenThereIsWaitedForAtTheBeginning() throws Exception {
    Neighbour<Bell> nobody = neighbours(SHORT).of(Bell.class);
    assertFalse(nobody.isExpected());
    assertThrows(Refusal.Unavailable.class, () -> nobody.service().ring("a"));
    Neighbour<Bell> late = neighbours(LONG).of(Bell.class);
    Future<String> call = ring(late.service());
    awaitWaiting(late, 1);
    register(who -> "at last");
    assertEquals("at last", call.get());
  }

  @Test
  void theTimeDoesNotGoAway() {
    InstantSource clock = neighbours(SHORT).clock();
    assertThrows(Refusal.Unavailable.class, clock::instant);
    Runnable gone = time(Instant.EPOCH);
    assertEquals(Instant.EPOCH, clock.instant());
    gone.run();
    assertEquals(Instant.EPOCH, clock.instant());
    time(Instant.MAX);
    assertEquals(Instant.MAX, clock.instant());
  }

  @Test
  void theHouseStands() {
    House house = neighbours(SHORT).house();
    assertThrows(Refusal.Unavailable.class, house::withholding);
    Runnable gone = house(House.Context.TRAINING);
    assertEquals("training", house.withholding());
    gone.run();
    assertEquals("training", house.withholding());
    house(House.Context.PRODUCTION);
    assertNull(house.withholding());
  }

  private Runnable house(House.Context context) {
    House house =
        new House() {
          @Override
          public ZoneId zone() {
            return ZoneOffset.UTC;
          }

          @Override
          public String region() {
            return "33";
          }

          @Override
          public Context context() {
            return context;
          }

          @Override
          public String version() {
            return "1";
          }

          @Override
          public String node() {
            return "n";
          }
        };
    return registry.register(house, Map.of("objectClass", new String[] {House.class.getName()}));
  }

  private Runnable time(Instant now) {
    return registry.register(
        InstantSource.fixed(now),
        Map.of("objectClass", new String[] {InstantSource.class.getName()}));
  }

  @Test
  void aCallWaitsForTheSuccessor() throws Exception {
    Runnable old = register(who -> "old");
    Neighbour<Bell> neighbour = neighbours(LONG).of(Bell.class);
    old.run();
    assertTrue(neighbour.isExpected());
    Future<String> call = ring(neighbour.service());
    awaitWaiting(neighbour, 1);
    register(who -> "new");
    assertEquals("new", call.get());
  }

  @Test
  void patienceCountsFromTheDeparture() throws Exception {
    Neighbour<Bell> neighbour = neighbours(SHORT).of(Bell.class);
    register(who -> "old").run();
    assertThrows(Refusal.Unavailable.class, () -> neighbour.service().ring("a"));
    long begun = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      assertThrows(Refusal.Unavailable.class, () -> neighbour.service().ring("a"));
    }
    assertTrue(
        System.nanoTime() - begun < 1000 * SHORT.toNanos(), "each has waited as if it were alone");
  }

  @Test
  void whoIsCalledOnAnothersThreadDoesNotWait() throws Exception {
    Neighbour<Bell> neighbour = neighbours(LONG).of(Bell.class);
    register(who -> "old").run();
    assertThrows(Refusal.Unavailable.class, () -> neighbour.atOnce().ring("a"));
    register(who -> "new");
    assertEquals("new", neighbour.atOnce().ring("a"));
  }

  @Test
  void onlySoManyWait() throws Exception {
    Neighbour<Bell> neighbour = neighbours(LONG).of(Bell.class);
    register(who -> "old").run();
    List<Future<String>> waiting = new ArrayList<>();
    for (int i = 0; i < Neighbour.MOST_WAITING; i++) {
      waiting.add(ring(neighbour.service()));
    }
    awaitWaiting(neighbour, Neighbour.MOST_WAITING);
    assertThrows(Refusal.Unavailable.class, () -> neighbour.service().ring("one too many"));
    register(who -> "new");
    for (Future<String> call : waiting) {
      assertEquals("new", call.get());
    }
  }

  @Test
  void oneThatGoesIsHeldUntilTheCallInsideIsOut() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Runnable old =
        register(
            who -> {
              inside.countDown();
              await(leave);
              return "finished";
            });
    Neighbour<Bell> neighbour = neighbours(LONG).of(Bell.class);
    Future<String> call = ring(neighbour.service());
    inside.await();
    Future<?> departure = threads.submit(old);
    await(() -> !neighbour.gate().occupied());
    Future<String> next = ring(neighbour.service());
    awaitWaiting(neighbour, 1);
    assertFalse(departure.isDone(), "it was let go with a call inside");
    leave.countDown();
    assertEquals("finished", call.get());
    departure.get();
    register(who -> "new");
    assertEquals("new", next.get());
  }

  @Test
  void whatBreaksInOneThatHasGoneMayBeAskedAgain() throws Exception {
    Neighbours impatient = new Neighbours(registry.context, LONG, Duration.ZERO);
    opened.add(impatient);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    Runnable old =
        register(
            who -> {
              inside.countDown();
              await(gone);
              throw new NoClassDefFoundError("its bundle is gone");
            });
    Future<String> call = ring(impatient.of(Bell.class).service());
    inside.await();
    old.run();
    gone.countDown();
    assertTrue(
        assertThrows(ExecutionException.class, call::get).getCause()
            instanceof Refusal.Unavailable);
  }

  @Test
  void whatItThrowsIsThrown() {
    IOException wrong = new IOException("no clapper");
    register(
        who -> {
          if (who.equals("checked")) {
            throw wrong;
          }
          throw new IllegalArgumentException(who);
        });
    Bell bell = neighbours(LONG).of(Bell.class).service();
    assertSame(wrong, assertThrows(IOException.class, () -> bell.ring("checked")));
    assertThrows(IllegalArgumentException.class, () -> bell.ring("unchecked"));
  }

  @Test
  void whoIsInsideOneDoesNotWaitForAnother() throws Exception {
    Neighbours neighbours = neighbours(LONG);
    Neighbour<Bell> back = neighbours.of(Bell.class, "(place=back)");
    register(who -> "back", "back").run();
    register(who -> back.service().ring(who), "front");
    Bell front = neighbours.of(Bell.class, "(place=front)").service();
    assertThrows(Refusal.Unavailable.class, () -> front.ring("a"));
    Future<String> outside = ring(back.service());
    awaitWaiting(back, 1);
    register(who -> "back again", "back");
    assertEquals("back again", outside.get());
    assertEquals("back again", front.ring("a"));
  }

  @Test
  void anInterruptedCallGivesUpAndStaysInterrupted() throws Exception {
    Neighbour<Bell> neighbour = neighbours(LONG).of(Bell.class);
    register(who -> "old").run();
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              assertThrows(Refusal.Unavailable.class, () -> neighbour.service().ring("a"));
              return Thread.interrupted();
            });
    assertTrue(interrupted.get());
  }

  @Test
  void nobodyWaitsInAHouseThatCloses() throws Exception {
    Neighbours neighbours = neighbours(LONG);
    Neighbour<Bell> neighbour = neighbours.of(Bell.class);
    register(who -> "old").run();
    Future<String> call = ring(neighbour.service());
    awaitWaiting(neighbour, 1);
    neighbours.close();
    assertTrue(
        assertThrows(ExecutionException.class, call::get).getCause()
            instanceof Refusal.Unavailable);
  }

  @Test
  void whatIsOursGoesWithUsAndIsUsedToTheEnd() throws Exception {
    Runnable ours = register(who -> "ours");
    Bell bell = neighbours(LONG).of(Bell.class).service();
    registry.state = Bundle.STOPPING;
    ours.run();
    assertEquals("ours", bell.ring("a"), "what is in hand is finished with it");
  }

  @Test
  void whoStopsDoesNotWait() {
    Neighbour<Bell> neighbour = neighbours(LONG).of(Bell.class);
    register(who -> "old").run();
    registry.state = Bundle.STOPPING;
    assertThrows(Refusal.Unavailable.class, () -> neighbour.service().ring("a"));
  }

  @Test
  void eachThatComesIsTold() {
    List<Bell> came = new ArrayList<>();
    Bell first = who -> "first";
    Bell second = who -> "second";
    Runnable gone = register(first);
    neighbours(LONG).of(Bell.class, came::add);
    gone.run();
    register(second);
    assertEquals(List.of(first, second), came);
  }

  @Test
  void underLoadNobodyIsInOneThatHasGone() throws Exception {
    Bell bell = neighbours(LONG).of(Bell.class).service();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    AtomicBoolean alive = new AtomicBoolean(true);
    Runnable current = register(live(alive));
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(
          threads.submit(
              () -> {
                while (!over.get()) {
                  bell.ring("a");
                  answered.incrementAndGet();
                }
                return null;
              }));
    }
    for (int swap = 0; swap < 300; swap++) {
      int before = answered.get();
      current.run();
      alive.set(false);
      alive = new AtomicBoolean(true);
      current = register(live(alive));
      await(() -> answered.get() != before);
    }
    over.set(true);
    for (Future<?> caller : callers) {
      caller.get(20, TimeUnit.SECONDS);
    }
  }

  private static Bell live(AtomicBoolean alive) {
    return who -> {
      if (!alive.get()) {
        throw new AssertionError("called after it had gone");
      }
      Thread.onSpinWait();
      if (!alive.get()) {
        throw new AssertionError("it went with a call inside");
      }
      return who;
    };
  }

  private Future<String> ring(Bell bell) {
    return threads.submit(() -> bell.ring("a"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitWaiting(Neighbour<?> neighbour, int calls) throws InterruptedException {
    await(() -> neighbour.gate().waiting() == calls);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }
}
