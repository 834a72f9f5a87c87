package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Unit;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Processor time of one answer in each unit, and of what a complaint begins by the rules that ship:
 * {@code bench/clocks}. The limit is 0.3 ms a clock.
 */
class ReckoningBench {
  private static final int ROUND = 50_000;
  private static final long SEED = Long.getLong("seed", 20_261_123);

  private final RuleBook book =
      RuleSet.load(null, Years.NONE).book(() -> ZoneId.of("Asia/Shanghai"));

  @Test
  void measure() {
    System.out.println("seed " + SEED);
    for (Unit unit : Unit.values()) {
      show(unit.wire(), random -> book.reckoning().of(question(unit, random)));
    }
    show(
        "a complaint's clocks",
        random ->
            book.begun("request.received", Map.of("kind", "complaint"), "330602", start(random)));
  }

  private interface Work {
    Object once(Random random);
  }

  private static void show(String name, Work work) {
    int sum = 0;
    for (int round = 0; round < 4; round++) {
      Random random = new Random(SEED);
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < ROUND; i++) {
        sum += work.once(random).hashCode() & 1;
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      if (round == 3) {
        System.out.printf(
            Locale.ROOT, "%s: %.2f µs of processor each (%d)%n", name, nanos / 1e3 / ROUND, sum);
      }
    }
  }

  private static Question question(Unit unit, Random random) {
    Instant start = start(random);
    Question.Pause pause =
        new Question.Pause(
            start.plusSeconds(3_600), start.plusSeconds(3_600 + random.nextInt(90_000)));
    return new Question(
        start, 1 + random.nextInt(20), unit, ZoneId.of("Asia/Shanghai"), "CN", List.of(pause));
  }

  private static Instant start(Random random) {
    return Instant.parse("2026-01-05T00:00:00Z").plusSeconds(random.nextInt(250 * 86_400));
  }
}
