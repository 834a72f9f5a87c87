package io.lamplighter.dispatch;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The limits that run on requests, as the journal tells of them. */
final class ClockTable {
  private final Connection connection;

  ClockTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * What an entry says of a clock; those that judge an average bind nobody. The work of its request
   * is told of it at the end: {@link WorkTables#due}.
   */
  void take(ClockFact fact) throws SQLException {
    ClockFact.About about = fact.about();
    if (Boolean.TRUE.equals(about.mean())) {
      return;
    }
    if (fact instanceof ClockFact.Started started) {
      runs(about, started.dueAt());
    } else if (fact instanceof ClockFact.Resumed resumed) {
      runs(about, resumed.dueAt());
    } else if (fact instanceof ClockFact.Rescheduled moved) {
      runs(about, moved.to());
    } else if (fact instanceof ClockFact.Paused
        || fact instanceof ClockFact.Met
        || fact instanceof ClockFact.Withdrawn) {
      runs(about, null);
    }
  }

  /**
   * @param due null when nothing is due: it stands still or is over
   */
  private void runs(ClockFact.About about, @Nullable Instant due) throws SQLException {
    if (due == null) {
      new Sql(connection, "delete from dispatch.running_clock where id = ?")
          .with(about.clock())
          .run();
    } else {
      new Sql(
              connection,
              """
              insert into dispatch.running_clock (id, request_no, due_at) values (?, ?, ?)
              on conflict (id) do update set due_at = excluded.due_at""")
          .with(about.clock(), about.on(), due)
          .run();
    }
  }
}
