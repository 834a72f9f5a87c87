package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.dispatch.AppointmentFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the limits on a request stand still from when its customer was not there at the promised time
 * until another one is promised. Which of them may is in the rules; what is late stays late.
 */
final class Standstill {
  static final String REASON = "customer-absent";

  private static final String ABSENT = "absent ";
  private static final String AGREED = "agreed ";

  private final Tools tools;
  private final RunningClocks clocks;

  Standstill(Tools tools, RunningClocks clocks) {
    this.tools = tools;
    this.clocks = clocks;
  }

  /** What follows from what happened to an appointment; null when nothing does. */
  static @Nullable Thing of(Connection connection, Entry entry, Instant now) throws SQLException {
    AppointmentFact fact = AppointmentFact.of(entry);
    String requestNo = fact.about().requestNo();
    if (fact instanceof AppointmentFact.Missed missed) {
      // The entry itself is what proves it.
      return missed.by().equals("customer")
          ? new Thing(ABSENT + requestNo + " " + entry.cursor(), requestNo, now)
          : null;
    }
    boolean promised =
        fact instanceof AppointmentFact.Made || fact instanceof AppointmentFact.Changed;
    return promised && wasAbsent(connection, requestNo)
        ? new Thing(AGREED + requestNo, requestNo, now)
        : null;
  }

  private static boolean wasAbsent(Connection connection, String requestNo) throws SQLException {
    return new Sql(
            connection,
            "select 1 from dispatch.appointment where request_no = ?"
                + " and state = 'missed-by-customer' limit 1")
        .with(requestNo)
        .isThere();
  }

  static boolean isFor(Due due) {
    return due.key().startsWith(ABSENT) || due.key().startsWith(AGREED);
  }

  /**
   * Once more changes nothing, and neither does the order in which things come: the rows say
   * whether he was absent last or has another promise since.
   *
   * @throws Refusal.Unavailable while whoever keeps the limits is away
   */
  void carryOut(Due due) {
    boolean absent = tools.work().call(t -> isAbsent(t.connection(), due.subject()));
    if (!absent) {
      resume(due.subject());
    } else if (due.key().startsWith(ABSENT)) {
      pause(due.subject(), due.key().substring(due.key().lastIndexOf(' ') + 1));
    }
  }

  /** Whether nothing was promised since he was not there. */
  private static boolean isAbsent(Connection connection, String requestNo) throws SQLException {
    return new Sql(
            connection,
            "select coalesce(max(ended_at) filter (where state = 'missed-by-customer')"
                + " >= max(made_at), false) from dispatch.appointment where request_no = ?")
        .with(requestNo)
        .only(row -> row.is());
  }

  private void pause(String requestNo, String evidence) {
    for (Clock clock : on(requestNo, Clock.State.RUNNING)) {
      boolean again = clock.pauses().stream().anyMatch(one -> one.evidence().equals(evidence));
      if (!again) {
        try {
          clocks.pause(Course.SELF, clock.id(), null, REASON, evidence);
        } catch (Refusal.Invalid | Refusal.Conflict | Refusal.NotFound itGoesOn) {
          // Its rule knows no such reason, or it is late or over by now.
        }
      }
    }
  }

  private void resume(String requestNo) {
    for (Clock clock : on(requestNo, Clock.State.PAUSED)) {
      List<Clock.Stop> stops = clock.pauses();
      if (!stops.isEmpty() && stops.get(stops.size() - 1).reason().equals(REASON)) {
        try {
          clocks.resume(Course.SELF, clock.id(), null);
        } catch (Refusal.Conflict | Refusal.NotFound already) {
          // Somebody was faster.
        }
      }
    }
  }

  private List<Clock> on(String requestNo, Clock.State state) {
    return clocks
        .find(Course.SELF, new ClockQuery(requestNo, null, state, null, null, null, null, Page.MAX))
        .items();
  }
}
