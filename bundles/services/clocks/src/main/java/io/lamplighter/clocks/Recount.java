package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Unit;
import io.lamplighter.api.clocks.WorkingDays.Effect;
import io.lamplighter.api.clocks.WorkingDays.Moved;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another set of rules and calendars over the clocks that run. Another calendar moves those that
 * count by it; a clock keeps the edition it began by; one whose rule was taken out of force while
 * this runs does not count any more, for nothing could end it. What a node finds at its start takes
 * nothing out of force: the others may have other files.
 */
final class Recount {
  private static final int AT_ONCE = 1_000;
  private static final int SHOWN = 100;
  private static final Comparator<Moved> FIRST =
      Comparator.comparing(Moved::to, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(Moved::clock);

  private final Tools tools;

  /** Of the set that was gone by last. */
  private Set<String> lines;

  Recount(Tools tools) {
    this.tools = tools;
    this.lines = tools.book().get().lines();
  }

  /**
   * What became of one page.
   *
   * @param last id of the last clock of it
   */
  private record Step(int looked, String last, int changed) {
    boolean hasMore() {
      return looked == AT_ONCE;
    }
  }

  /** What another set would do; nothing is changed. */
  Effect preview(RuleBook other) {
    int running = 0;
    int moved = 0;
    // The last of those to be shown is at its head.
    PriorityQueue<Moved> first = new PriorityQueue<>(FIRST.reversed());
    String after = "";
    List<RunningClock> some;
    do {
      String from = after;
      some = tools.work().read(t -> live(t, from, ""));
      for (RunningClock clock : some) {
        running++;
        Rule rule = other.rule(clock.basis.line()).orElse(null);
        if (rule != null && isMoved(other, rule, clock)) {
          moved++;
          first.add(
              new Moved(clock.id, clock.subject, clock.rule, clock.dueAt, due(other, rule, clock)));
          if (first.size() > SHOWN) {
            first.remove();
          }
        }
        after = clock.id;
      }
    } while (some.size() == AT_ONCE);
    return new Effect(running, moved, first.stream().sorted(FIRST).toList());
  }

  /**
   * The set in force over all of them.
   *
   * @return how many were changed
   */
  long apply() {
    RuleBook now = tools.book().get();
    boolean others = !now.lines().equals(lines);
    long changed = 0;
    Step step = new Step(AT_ONCE, "", 0);
    while (step.hasMore()) {
      String after = step.last();
      step = tools.work().call(t -> apply(t, now, others, after));
      changed += step.changed();
    }
    lines = now.lines();
    return changed;
  }

  private Step apply(Transaction transaction, RuleBook now, boolean others, String after)
      throws SQLException {
    List<RunningClock> some = live(transaction, after, " for update");
    if (some.isEmpty()) {
      return new Step(0, after, 0);
    }
    Telling telling = new Telling(Clockwork.SELF.actor());
    Instant at = tools.time().ask(transaction.connection());
    Hands hands = new Hands(now, tools.whom(), telling, at);
    List<RunningClock> changed = new ArrayList<>();
    for (RunningClock clock : some) {
      Rule rule = now.rule(clock.basis.line()).orElse(null);
      if (rule == null && others) {
        hands.withdraw(clock, at, "rule", null);
        changed.add(clock);
      } else if (rule != null && isMoved(now, rule, clock)) {
        hands.move(clock, clock.basis, "calendar");
        changed.add(clock);
      }
    }
    new Changes(changed).save(transaction, tools.agenda(), tools.journal(), telling);
    return new Step(some.size(), some.get(some.size() - 1).id, changed.size());
  }

  /** Not those that somebody has said, and that no rule knows. */
  private static List<RunningClock> live(Transaction transaction, String after, String lock)
      throws SQLException {
    return new Sql(
            transaction.connection(),
            "select "
                + ClockTables.COLUMNS
                + " from clocks.clock where state in ('running', 'paused', 'breached')"
                + " and line <> '' and id > ? order by id limit ?"
                + lock)
        .with(after, AT_ONCE)
        .list(ClockTables::clock);
  }

  private static boolean isMoved(RuleBook book, Rule rule, RunningClock clock) {
    boolean elapses = rule.unit() == Unit.MINUTES || rule.unit() == Unit.HOURS;
    return !elapses
        && !clock.mean
        && clock.breachedAt == null
        && !Objects.equals(clock.dueAt, due(book, rule, clock));
  }

  private static @Nullable Instant due(RuleBook book, Rule rule, RunningClock clock) {
    Instant due = Reckoned.of(book, rule, clock.basis).at();
    Instant extended = clock.basis.extendedTo();
    return due != null && extended != null && extended.isAfter(due) ? extended : due;
  }
}
