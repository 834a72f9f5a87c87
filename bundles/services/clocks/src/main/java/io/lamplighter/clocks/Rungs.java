package io.lamplighter.clocks;

import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.clocks.Ladder.Step;
import io.lamplighter.clocks.Ladder.When;
import io.lamplighter.clocks.Ladder.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes up a rule's ladder along the organisation. Where nobody answers for a unit, its code is
 * named; where no unit is known, or the organisation cannot say, the role.
 */
final class Rungs implements Whom {
  private final Supplier<RuleBook> book;
  private final Organisation organisation;

  Rungs(Supplier<RuleBook> book, Organisation organisation) {
    this.book = book;
    this.organisation = organisation;
  }

  /** When it goes further up, after a clock is late. */
  static List<Reckoned.Point> later(Ladder ladder, Instant due) {
    return ladder.steps().stream()
        .filter(step -> step.when() == When.BREACHED && !step.after().isZero())
        .map(Step::after)
        .distinct()
        .sorted()
        .map(after -> new Reckoned.Point(name(after), due.plus(after)))
        .toList();
  }

  private static String name(Duration after) {
    return DUE + "+" + after.toMinutes() + " minutes";
  }

  @Override
  public List<String> told(@Nullable Rule rule, RunningClock clock, String point, Instant at) {
    Optional<Ladder> ladder = Optional.ofNullable(rule).flatMap(one -> book.get().ladder(one));
    Set<String> told = new LinkedHashSet<>();
    if (clock.basis.isSaid() && clock.holder != null) {
      told.add(clock.holder);
    }
    for (Step step : ladder.map(Ladder::steps).orElse(List.of())) {
      if (isAt(step, point)) {
        told.addAll(told(step, clock, at));
      }
    }
    return List.copyOf(told);
  }

  private static boolean isAt(Step step, String point) {
    if (step.when() == When.WARNED) {
      return point.startsWith("-");
    }
    return point.equals(step.after().isZero() ? DUE : name(step.after()));
  }

  private List<String> told(Step step, RunningClock clock, Instant at) {
    if (step.who() == Who.HOLDER) {
      return List.of(Objects.requireNonNullElse(clock.holder, "holder"));
    }
    String role = step.level() + " " + step.who().wire();
    if (clock.cell == null) {
      return List.of(role);
    }
    try {
      return organisation.line(clock.cell, at).stream()
          .filter(unit -> unit.level().wire().equals(step.level()))
          .findFirst()
          .map(unit -> people(step.who(), unit, at))
          .orElse(List.of(role));
    } catch (RuntimeException awayOrFaulty) {
      // Whatever ails the organisation, what is late is said.
      return List.of(role);
    }
  }

  private List<String> people(Who who, Unit unit, Instant at) {
    List<String> people =
        who == Who.ON_DUTY
            ? organisation.onDuty(unit.code(), at)
            : organisation.inCharge(unit.code(), at);
    return people.isEmpty() ? List.of(unit.code()) : people;
  }
}
