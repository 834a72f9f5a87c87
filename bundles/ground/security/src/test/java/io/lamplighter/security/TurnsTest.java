package io.lamplighter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
  private static final Duration LONG = Duration.ofSeconds(15);

  private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
  private final List<Thread> waiting = new CopyOnWriteArrayList<>();

  @Test
  void sixtyOfOneStandBehindOneOfAnother() throws Exception {
    Turns turns = new Turns(1, 16, 64, LONG);
    Turns.Turn first = turns.take("flood");
    for (int i = 0; i < 16; i++) {
      wait(turns, "flood");
    }
    for (int i = 0; i < 44; i++) {
      assertThrows(Refusal.TooMany.class, () -> turns.take("flood"));
    }
    wait(turns, "anna");
    first.close();
    String early = next() + next();
    assertTrue(early.contains("anna"), early);
    for (int i = 0; i < 15; i++) {
      assertEquals("flood", next());
    }
    try (Turns.Turn free = turns.take("flood")) {
      assertThrows(Refusal.class, () -> new Turns(0, 1, 0, LONG).take("nobody"));
    }
  }

  @Test
  void oneWhoIsServedLeavesTheOtherTurnsToOthers() throws Exception {
    Turns turns = new Turns(2, 16, 64, LONG);
    Turns.Turn first = turns.take("flood");
    wait(turns, "flood");
    turns.take("anna").close();
    first.close();
    assertEquals("flood", next());
  }

  @Test
  void whoeverWaitsTooLongOrFindsTheHouseFullIsToldToComeAgain() throws Exception {
    Turns turns = new Turns(1, 16, 1, Duration.ofMillis(300));
    Turns.Turn held = turns.take("one");
    Thread patient =
        new Thread(
            () ->
                served.add(
                    assertThrows(Refusal.Unavailable.class, () -> turns.take("two")).code()));
    start(patient);
    assertThrows(Refusal.Unavailable.class, () -> turns.take("three"));
    assertEquals("unavailable", next());
    held.close();
    turns.take("two").close();
  }

  private void wait(Turns turns, String who) throws InterruptedException {
    start(
        new Thread(
            () -> {
              try (Turns.Turn turn = turns.take(who)) {
                served.add(who);
              }
            }));
  }

  private void start(Thread thread) throws InterruptedException {
    waiting.add(thread);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }

  private String next() throws InterruptedException {
    return String.valueOf(served.poll(10, TimeUnit.SECONDS));
  }
}
