package io.lamplighter.clocks.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.clocks.Question;
import io.lamplighter.clocks.ShippedEngine;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The engine and the slow clock say the same; where not, the question is made as small as can be.
 */
class AgreementTest {
  @Provide
  Arbitrary<Question> questions() {
    return Questions.any();
  }

  @Property(tries = 10_000)
  void theEngineSaysWhatTheSlowClockSays(@ForAll("questions") Question asked) {
    assertEquals(
        Verdict.of(SlowClock::answer, asked),
        Verdict.of(ShippedEngine::answer, asked),
        asked::toString);
  }
}
