package io.lamplighter.clocks;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Clock.Stop;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.clocks.RunningClock.Basis;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a clock is due, and why.
 *
 * @param at null while it stands still, and when it cannot be computed
 * @param note {@code not-computable}, {@code provisional}, or null
 */
record Reckoned(@Nullable Instant at, @Nullable String note, List<Day> days) {
  /** Something to be said of a clock at a time. */
  record Point(String name, Instant at) {}

  static Reckoned of(RuleBook book, Rule rule, Basis basis) {
    try {
      Answer answer = answer(book, rule, basis, basis.amount());
      return new Reckoned(
          instant(answer), answer.provisional() ? "provisional" : null, answer.days());
    } catch (Refusal.Invalid e) {
      return new Reckoned(null, "not-computable", List.of());
    }
  }

  /**
   * When to warn before it is due, in order, counted back in the rule's own unit: the instant from
   * which so much of it is left. Whoever warned by elapsed time would do so at midnight and on days
   * off.
   *
   * @param due when it is due, perhaps later than reckoned: an extension
   */
  static List<Point> warnings(RuleBook book, Rule rule, Basis basis, Instant due) {
    List<Point> points = new ArrayList<>();
    for (int left : rule.warnings()) {
      Instant at = warning(book, rule, basis, due, left);
      if (at != null && at.isAfter(basis.startedAt()) && at.isBefore(due)) {
        points.add(new Point("-" + left + " " + rule.unit().wire(), at));
      }
    }
    points.sort(Comparator.comparing(Point::at));
    return points;
  }

  private static @Nullable Instant warning(
      RuleBook book, Rule rule, Basis basis, Instant due, int left) {
    try {
      if (isCountedBack(rule.unit()) || isExtended(book, rule, basis, due)) {
        Question back =
            new Question(
                due, -left, backwards(rule.unit()), book.zone(), rule.calendar(), List.of());
        return instant(book.reckoning().of(back));
      }
      return left < basis.amount()
          ? instant(answer(book, rule, basis, basis.amount() - left))
          : null;
    } catch (Refusal.Invalid e) {
      return null;
    }
  }

  private static boolean isCountedBack(Unit unit) {
    return unit != Unit.WORKDAYS && unit != Unit.WORKTIME_HOURS;
  }

  private static boolean isExtended(RuleBook book, Rule rule, Basis basis, Instant due) {
    return !due.equals(instant(answer(book, rule, basis, basis.amount())));
  }

  private static Answer answer(RuleBook book, Rule rule, Basis basis, int amount) {
    return book.reckoning()
        .of(
            rule.question(amount, basis.startedAt(), book.zone(), pauses(basis.pauses())),
            rule.readings());
  }

  private static @Nullable Instant instant(Answer answer) {
    OffsetDateTime due = answer.due();
    return due == null ? null : due.toInstant();
  }

  /** Of what is not counted backwards, the nearest that is. */
  private static Unit backwards(Unit unit) {
    return switch (unit) {
      case WORKDAYS -> Unit.CALENDAR_DAYS;
      case WORKTIME_HOURS -> Unit.HOURS;
      default -> unit;
    };
  }

  /** How late it may be put off to: so much of the rule's unit more, as it stood still. */
  static @Nullable Instant latest(RuleBook book, Rule rule, Basis basis, int more) {
    try {
      return instant(answer(book, rule, basis, basis.amount() + more));
    } catch (Refusal.Invalid e) {
      return null;
    }
  }

  static List<Pause> pauses(List<Stop> stops) {
    return stops.stream().map(stop -> new Pause(stop.from(), stop.to())).toList();
  }
}
