package io.lamplighter.clocks.oracle;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer comes to, however it is explained: two that agree are equal.
 *
 * @param outcome when it is due, {@code paused}, or the problem's code, and its year
 * @param firm {@code yes}, {@code no}, or {@code -} where nothing is due
 * @param days those that count, where days are counted and something is due; else {@code -}
 */
record Verdict(String outcome, String firm, String days) {

  static Verdict of(Function<Question, Answer> clock, Question asked) {
    try {
      return of(clock.apply(asked), asked);
    } catch (Refusal.Invalid refusal) {
      Object year = refusal.details().get("year");
      return new Verdict(refusal.code() + (year == null ? "" : " " + year), "-", "-");
    }
  }

  private static Verdict of(Answer answer, Question asked) {
    OffsetDateTime due = answer.due();
    if (due == null) {
      return new Verdict(answer.paused() ? "paused" : "neither paused nor due", "-", "-");
    }
    boolean counts = asked.unit() == Unit.WORKDAYS || asked.unit() == Unit.CALENDAR_DAYS;
    return new Verdict(
        due + (answer.paused() ? " though paused" : ""),
        answer.provisional() ? "no" : "yes",
        counts && asked.amount() > 0 ? text(answer.days()) : "-");
  }

  /** The day that a last day off gave way to is none of the amount. */
  private static String text(List<Answer.Day> days) {
    return days.stream()
        .filter(day -> day.counts() && !day.why().equals("moved"))
        .map(Answer.Day::day)
        .map(LocalDate::toString)
        .collect(Collectors.joining(" "));
  }

  /** When it is due; {@link Instant#MAX} while nothing is. */
  static Instant due(Function<Question, Answer> clock, Question asked) {
    try {
      @Nullable OffsetDateTime due = clock.apply(asked).due();
      return due == null ? Instant.MAX : due.toInstant();
    } catch (Refusal.Invalid refusal) {
      return Instant.MAX;
    }
  }
}
