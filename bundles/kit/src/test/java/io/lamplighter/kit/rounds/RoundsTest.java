package io.lamplighter.kit.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RoundsTest {
  private final BlockingQueue<String> script = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** What a round throws; an empty word is a good round. */
  private int round() throws InterruptedException {
    String trouble = script.take();
    done.add(trouble);
    if (!trouble.isEmpty()) {
      throw new IllegalStateException(trouble);
    }
    return 0;
  }

  @Test
  void theSameTroubleIsToldOnceUntilARoundIsGood() throws Exception {
    List<String> rounds = List.of("away", "away", "away", "", "away", "full", "full", "");
    script.addAll(rounds);
    Rounds running = Rounds.start("rounds", this::round, e -> told.add(e.getMessage()));
    for (String round : rounds) {
      String seen = done.poll(5, TimeUnit.SECONDS);
      assertEquals(round, seen);
      running.wake();
    }
    script.add("");
    running.stop(Duration.ofSeconds(5));
    assertEquals(List.of("away", "away", "full"), told);
    assertTrue(script.size() <= 1, script::toString);
  }
}
