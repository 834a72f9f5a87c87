package io.lamplighter.clocks.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.clocks.ShippedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is so of the engine's answer to every question, whatever the answer is. */
class LawsOfTimeTest {
  private static final Function<Question, Answer> ENGINE = ShippedEngine::answer;

  @Provide
  Arbitrary<Question> questions() {
    return Questions.any();
  }

  @Property(tries = 2_000)
  void aPauseNeverGivesAnEarlierDue(@ForAll("questions") Question asked) {
    for (int i = 0; i < asked.pauses().size(); i++) {
      List<Pause> fewer = new ArrayList<>(asked.pauses());
      fewer.remove(i);
      assertNotEarlier(with(asked, fewer), asked);
    }
  }

  @Property(tries = 2_000)
  void aPauseThatLastsLongerNeverGivesAnEarlierDue(
      @ForAll("questions") Question asked, @ForAll @IntRange(min = 1, max = 200_000) int seconds) {
    for (int i = 0; i < asked.pauses().size(); i++) {
      Pause pause = asked.pauses().get(i);
      if (pause.to() != null && !pause.to().isBefore(pause.from())) {
        assertNotEarlier(
            asked, replaced(asked, i, new Pause(pause.from(), pause.to().plusSeconds(seconds))));
        assertNotEarlier(asked, replaced(asked, i, new Pause(pause.from(), null)));
      }
    }
  }

  @Property(tries = 2_000)
  void aLongerAmountNeverGivesAnEarlierDue(
      @ForAll("questions") Question asked, @ForAll @IntRange(min = 1, max = 40) int more) {
    if (asked.amount() > 0) {
      assertNotEarlier(asked, withAmount(asked, asked.amount() + more));
    }
  }

  @Property(tries = 2_000)
  void aLaterStartNeverGivesAnEarlierDue(
      @ForAll("questions") Question asked, @ForAll @IntRange(min = 1, max = 200_000) int seconds) {
    if (asked.amount() > 0) {
      assertNotEarlier(
          asked,
          new Question(
              asked.start().plusSeconds(seconds),
              asked.amount(),
              asked.unit(),
              asked.zone(),
              asked.calendar(),
              asked.pauses()));
    }
  }

  @Property(tries = 2_000)
  void theOrderOfPausesSaysNothing(@ForAll("questions") Question asked, @ForAll long seed) {
    List<Pause> shuffled = new ArrayList<>(asked.pauses());
    Collections.shuffle(shuffled, new Random(seed));
    assertSame(asked, with(asked, shuffled));
  }

  @Property(tries = 2_000)
  void aPauseSaidTwiceIsOne(@ForAll("questions") Question asked) {
    assertSame(
        asked,
        with(asked, Stream.concat(asked.pauses().stream(), asked.pauses().stream()).toList()));
  }

  @Property(tries = 2_000)
  void aPauseCutInTwoIsThePauseThatItWas(
      @ForAll("questions") Question asked, @ForAll @IntRange(max = 100) int percent) {
    List<Pause> cut = new ArrayList<>();
    for (Pause pause : asked.pauses()) {
      Instant at = pause.from().plusSeconds(length(pause) * percent / 100);
      if (at.isBefore(pause.from())) {
        cut.add(pause);
      } else {
        cut.add(new Pause(at, pause.to()));
        cut.add(new Pause(pause.from(), at));
      }
    }
    assertSame(asked, with(asked, cut));
  }

  /** Of an open one, some of it. */
  private static long length(Pause pause) {
    return pause.to() == null ? 100_000 : Duration.between(pause.from(), pause.to()).toSeconds();
  }

  @Property(tries = 2_000)
  void ofElapsedTimeApartPausesAreTheirSum(
      @ForAll("questions") Question asked,
      @ForAll @IntRange(min = 1, max = 2_000) int minutes,
      @ForAll @IntRange(max = 99) int first,
      @ForAll @IntRange(max = 99) int second,
      @ForAll @IntRange(min = 1, max = 200_000) int one,
      @ForAll @IntRange(min = 1, max = 200_000) int other) {
    long left = minutes * 60L;
    Instant from = asked.start().plusSeconds(left * first / 100);
    Instant again = from.plusSeconds(one + (left - left * first / 100) * second / 100);
    Question elapsed =
        new Question(
            asked.start(),
            minutes,
            Unit.MINUTES,
            asked.zone(),
            asked.calendar(),
            List.of(
                new Pause(again, again.plusSeconds(other)),
                new Pause(from, from.plusSeconds(one))));
    assertEquals(
        asked.start().plusSeconds(left + one + other),
        Verdict.due(ENGINE, elapsed),
        () -> elapsed + "");
  }

  /** Else it would be missed while it stands still. */
  @Property(tries = 2_000)
  void nothingIsDueWhileItStandsStill(@ForAll("questions") Question asked) {
    Instant due = Verdict.due(ENGINE, asked);
    for (Pause pause : asked.amount() > 0 ? asked.pauses() : List.<Pause>of()) {
      Instant to = pause.to() == null ? Instant.MAX : pause.to();
      assertFalse(
          pause.from().isBefore(due) && due.isBefore(to), () -> asked + " is due at " + due);
    }
  }

  private static void assertNotEarlier(Question before, Question after) {
    Instant was = Verdict.due(ENGINE, before);
    Instant is = Verdict.due(ENGINE, after);
    assertFalse(is.isBefore(was), () -> before + " is due " + was + ", " + after + " at " + is);
  }

  private static void assertSame(Question one, Question other) {
    assertEquals(Verdict.of(ENGINE, one), Verdict.of(ENGINE, other), () -> one + " " + other);
  }

  private static Question replaced(Question asked, int index, Pause pause) {
    List<Pause> pauses = new ArrayList<>(asked.pauses());
    pauses.set(index, pause);
    return with(asked, pauses);
  }

  private static Question with(Question asked, List<Pause> pauses) {
    return new Question(
        asked.start(), asked.amount(), asked.unit(), asked.zone(), asked.calendar(), pauses);
  }

  private static Question withAmount(Question asked, int amount) {
    return new Question(
        asked.start(), amount, asked.unit(), asked.zone(), asked.calendar(), asked.pauses());
  }
}
