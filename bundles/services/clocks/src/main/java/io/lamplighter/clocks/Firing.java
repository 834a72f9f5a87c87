package io.lamplighter.clocks;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says of clocks that they are about to be due, or late: each once, in order of due, whichever node
 * does it. One does at a time, so that what was due first is told first.
 */
final class Firing {
  private static final int AT_ONCE = 500;
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration UNREAD = Duration.ofMillis(200);

  private final Tools tools;
  private final ReadUpTo readUpTo;
  private final Lateness lateness;

  Firing(Tools tools, ReadUpTo readUpTo, Lateness lateness) {
    this.tools = tools;
    this.readUpTo = readUpTo;
    this.lateness = lateness;
  }

  /** When something is to be said of each clock. */
  static Agenda agenda(UnitOfWork work, TrueTime time) {
    return new Agenda(work, time, "clocks.agenda", LEASE);
  }

  /**
   * Says what is due.
   *
   * @return of how many clocks something was said; none: there is nothing to do now
   */
  int round() {
    Instant read = readUpTo.at();
    return tools.work().call(transaction -> fire(transaction, read));
  }

  private int fire(Transaction transaction, Instant read) throws SQLException {
    boolean mine =
        new Sql(
                transaction.connection(),
                "select pg_try_advisory_xact_lock(hashtextextended('clocks fire', 0))")
            .only(Row::is);
    if (!mine) {
      return 0;
    }
    tools.time().ask(transaction.connection());
    List<Due> taken = tools.agenda().take(AT_ONCE);
    if (taken.isEmpty()) {
      return 0;
    }
    Instant now = tools.time().ask(transaction.connection());
    Map<String, RunningClock> clocks =
        new ClockTables(transaction.connection())
            .some(taken.stream().map(Due::key).toList()).stream()
                .collect(Collectors.toMap(clock -> clock.id, Function.identity()));
    List<Due> over = new ArrayList<>();
    List<Due.Later> unread = new ArrayList<>();
    List<RunningClock> fired = new ArrayList<>();
    for (Due due : taken) {
      RunningClock clock = clocks.get(due.key());
      Reckoned.Point next = clock == null ? null : clock.next();
      if (clock == null || next == null || next.at().isAfter(now)) {
        over.add(due);
      } else if (next.at().isAfter(read)) {
        unread.add(due.later(now.plus(UNREAD), null));
      } else {
        over.add(due);
        fired.add(clock);
      }
    }
    tools.agenda().done(transaction, over);
    tools.agenda().back(transaction, unread);
    say(transaction, fired, now, read);
    return fired.size();
  }

  private void say(Transaction transaction, List<RunningClock> fired, Instant now, Instant read)
      throws SQLException {
    if (fired.isEmpty()) {
      return;
    }
    Telling telling = new Telling(Clockwork.SELF.actor());
    Hands hands = new Hands(tools.book().get(), tools.whom(), telling, now);
    fired.sort(
        Comparator.comparing((RunningClock clock) -> Objects.requireNonNull(clock.next()).at())
            .thenComparing(clock -> clock.id));
    for (RunningClock clock : fired) {
      say(hands, clock, now, read);
    }
    new Changes(fired).save(transaction, tools.agenda(), tools.journal(), telling);
  }

  private void say(Hands hands, RunningClock clock, Instant now, Instant read) {
    Reckoned.Point next = clock.next();
    while (next != null && !next.at().isAfter(now) && !next.at().isAfter(read)) {
      Instant at = next.at();
      if (next.name().equals(Whom.DUE)) {
        hands.breach(clock, now);
        lateness.note(Duration.between(at, now));
        clock.ahead = clock.ahead.stream().filter(point -> point.at().isAfter(at)).toList();
      } else {
        Instant due = clock.dueAt;
        clock.ahead = clock.ahead.subList(1, clock.ahead.size());
        clock.saidTo = at;
        clock.changed = true;
        boolean pointless = clock.breachedAt == null && due != null && !due.isAfter(now);
        if (!pointless) {
          hands.warn(clock, next, now);
        }
      }
      next = clock.next();
    }
  }
}
