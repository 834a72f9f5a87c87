package io.lamplighter.clocks.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.clocks.ShippedEngine;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever reckons says to each row of {@code cases.csv} what was worked out apart. */
class CasesTest {
  @Test
  void thereAreEnough() {
    assertTrue(Case.all().size() >= 300);
  }

  @TestFactory
  Stream<DynamicTest> theSlowClock() {
    return each(SlowClock::answer);
  }

  @TestFactory
  Stream<DynamicTest> theEngine() {
    return each(ShippedEngine::answer);
  }

  @TestFactory
  Stream<DynamicTest> overHttpItIsTheSame() {
    return Case.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> assertSameOverHttp(row)));
  }

  private static void assertSameOverHttp(Case row) {
    assertEquals(row.question(), row.sent());
    if (Character.isDigit(row.said().charAt(0))) {
      String shown = ShippedEngine.shownDue(ShippedEngine.answer(row.sent()));
      assertEquals(row.said().replace("+00:00", "Z"), shown);
    }
  }

  @Test
  void aStartSaysItsOffsetAndAZoneIsOne() {
    assertEquals("clocks.start-without-offset", refusal("2026-11-23T09:12:00", "Asia/Shanghai"));
    assertEquals("clocks.zone-unknown", refusal("2026-11-23T09:12:00+08:00", "Asia/Shaoxing"));
    assertEquals("clocks.zone-unknown", refusal("2026-11-23T09:12:00+08:00", ""));
  }

  private static String refusal(String start, String zone) {
    return assertThrows(
            Refusal.Invalid.class,
            () -> ShippedEngine.read(start, "30", "minutes", zone, "CN", List.of()))
        .code();
  }

  private static Stream<DynamicTest> each(Function<Question, Answer> clock) {
    return Case.all().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () ->
                        assertEquals(
                            row.expected(), row.found(Verdict.of(clock, row.question())))));
  }
}
