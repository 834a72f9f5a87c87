package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.clocks.Clock.Stop;
import io.lamplighter.clocks.RunningClock.Basis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The moves of one clock, each told. */
final class Hands {
  private final RuleBook book;
  private final Whom whom;
  private final Telling telling;

  /** When the moves are seen. */
  private final Instant now;

  Hands(RuleBook book, Whom whom, Telling telling, Instant now) {
    this.book = book;
    this.whom = whom;
    this.telling = telling;
    this.now = now;
  }

  void start(RunningClock clock) {
    reckon(clock);
    telling.started(clock);
  }

  /** Finds out when it is due; a rule that is no longer there leaves it as it is. */
  void reckon(RunningClock clock) {
    Basis basis = clock.basis;
    clock.state = basis.isPaused() ? State.PAUSED : State.RUNNING;
    clock.changed = true;
    Rule rule = rule(clock);
    if (rule == null) {
      return;
    }
    Reckoned reckoned = Reckoned.of(book, rule, basis);
    Instant due = reckoned.at();
    Instant extended = basis.extendedTo();
    clock.note = reckoned.note();
    clock.days = reckoned.days();
    clock.dueAt =
        clock.mean || due == null
            ? null
            : extended != null && extended.isAfter(due) ? extended : due;
    clock.ahead = clock.dueAt == null ? List.of() : ahead(rule, clock, clock.dueAt);
  }

  /**
   * The warnings, unless it is late already, and once it is whoever the ladder names later on; not
   * what lies before the last that was said.
   */
  private List<Reckoned.Point> ahead(Rule rule, RunningClock clock, Instant due) {
    List<Reckoned.Point> ahead = new ArrayList<>();
    if (clock.breachedAt == null) {
      ahead.addAll(Reckoned.warnings(book, rule, clock.basis, due));
    }
    book.ladder(rule).ifPresent(ladder -> ahead.addAll(Rungs.later(ladder, due)));
    Instant said = clock.saidTo;
    return said == null ? ahead : ahead.stream().filter(point -> point.at().isAfter(said)).toList();
  }

  /** What it waited for happened. */
  void meet(RunningClock clock, Happened end) {
    boolean again = clock.state == State.MET;
    Instant due = clock.dueAt;
    boolean late = due != null && end.at().isAfter(due);
    if (late) {
      breach(clock, now);
    }
    boolean wasLate = again && clock.endedAt != null && due != null && clock.endedAt.isAfter(due);
    clock.state = State.MET;
    clock.endedAt = end.at();
    clock.endedBy = end.type();
    clock.ahead = List.of();
    clock.changed = true;
    if (!again || wasLate != late) {
      telling.met(clock, end.at(), late);
    }
  }

  /** Says that it is late, once. */
  void breach(RunningClock clock, Instant seen) {
    Instant due = clock.dueAt;
    if (due != null && clock.breachedAt == null) {
      clock.breachedAt = seen;
      clock.state = State.BREACHED;
      telling.breached(clock, due, seen, whom.told(rule(clock), clock, Whom.DUE, seen));
    }
  }

  void warn(RunningClock clock, Reckoned.Point point, Instant seen) {
    Instant due = clock.dueAt;
    if (due != null) {
      telling.warned(clock, due, point, seen, whom.told(rule(clock), clock, point.name(), seen));
    }
  }

  /**
   * It does not count any more.
   *
   * @param at if it was late by then, that stays
   */
  void withdraw(RunningClock clock, Instant at, String why, @Nullable String under) {
    if (clock.dueAt != null && at.isAfter(clock.dueAt) && clock.state == State.RUNNING) {
      breach(clock, now);
    }
    clock.state = State.WITHDRAWN;
    clock.endedAt = at;
    clock.why = why;
    clock.under = under;
    clock.ahead = List.of();
    telling.withdrawn(clock);
  }

  /** It goes on as if it had not been ended: what lay between is no pause. */
  void revive(RunningClock clock, Instant at) {
    clock.endedAt = null;
    clock.endedBy = null;
    clock.why = null;
    clock.under = null;
    reckon(clock);
    if (clock.breachedAt != null && clock.state == State.RUNNING) {
      clock.state = State.BREACHED;
    }
    telling.resumed(clock, at);
  }

  void pause(RunningClock clock, Instant at, String reason, String evidence) {
    Instant from = clock.dueAt;
    Stop stop = new Stop(at, null, reason, evidence);
    clock.basis = clock.basis.with(and(clock.basis.pauses(), stop));
    if (clock.own != null) {
      clock.own = clock.own.with(and(clock.own.pauses(), stop));
    }
    reckon(clock);
    telling.paused(clock, at, reason);
    telling.rescheduled(clock, from, "pause");
  }

  private static List<Stop> and(List<Stop> stops, Stop one) {
    List<Stop> all = new ArrayList<>(stops);
    all.add(one);
    return all;
  }

  void resume(RunningClock clock, Instant at) {
    clock.basis = clock.basis.with(ended(clock.basis.pauses(), at));
    if (clock.own != null) {
      clock.own = clock.own.with(ended(clock.own.pauses(), at));
    }
    reckon(clock);
    telling.resumed(clock, at);
    telling.rescheduled(clock, null, "pause");
  }

  private static List<Stop> ended(List<Stop> stops, Instant at) {
    return stops.stream()
        .map(
            stop ->
                stop.to() == null
                    ? new Stop(stop.from(), at, stop.reason(), stop.evidence())
                    : stop)
        .toList();
  }

  /**
   * @return false when its rule does not allow it, or not once more
   */
  boolean extend(RunningClock clock, Instant until) {
    Rule rule = rule(clock);
    Instant from = clock.dueAt;
    if (rule == null
        || rule.extension() == null
        || clock.extensions >= rule.extension().times()
        || from == null
        || clock.state != State.RUNNING
        || !until.isAfter(from)
        || isTooLong(rule, clock, until)) {
      return false;
    }
    clock.extensions++;
    clock.basis = clock.basis.until(until);
    reckon(clock);
    telling.rescheduled(clock, from, "extension");
    return true;
  }

  private boolean isTooLong(Rule rule, RunningClock clock, Instant until) {
    Rule.Extension extension = rule.extension();
    if (extension == null) {
      return true;
    }
    Instant latest =
        Reckoned.latest(book, rule, clock.basis, extension.most() * (clock.extensions + 1));
    // What cannot be computed, as into a year whose days are not known, allows nothing.
    return latest == null || until.isAfter(latest);
  }

  /** It is due by another limit from now on. */
  void move(RunningClock clock, Basis basis, String why) {
    Instant from = clock.dueAt;
    State before = clock.state;
    clock.basis = basis;
    reckon(clock);
    if (before == State.BREACHED && clock.state == State.RUNNING) {
      if (clock.dueAt != null && clock.dueAt.isAfter(now)) {
        // Not late any more: it is warned of again.
        clock.breachedAt = null;
        reckon(clock);
      } else {
        clock.state = State.BREACHED;
      }
    }
    telling.rescheduled(clock, from, why);
  }

  /** Null when it was taken out of force. */
  @Nullable Rule rule(RunningClock clock) {
    return book.rule(clock.basis.line()).orElse(null);
  }
}
