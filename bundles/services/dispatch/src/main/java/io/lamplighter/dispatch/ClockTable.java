package io.lamplighter.dispatch;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The limits that run on requests, as a batch of the journal leaves them. */
final class ClockTable {
  private static final Rows<Limit> LIMITS =
      Rows.<Limit>of("dispatch.running_clock")
          .fixed("id", "text", Limit::id)
          .fixed("request_no", "text", Limit::on)
          .moving("due_at", "timestamptz", Limit::due);

  private static final String URGED = "urge.";

  private final Map<String, Limit> last = new TreeMap<>();

  /**
   * @param due null when nothing is due: it stands still or is over
   */
  private record Limit(String id, String on, @Nullable Instant due) {}

  /**
   * What an entry says of a clock; those that judge an average bind nobody, and an answer that is
   * owed to who urged (督办) binds no crew. The work of its request is told of it at the end: {@link
   * WorkTables#due}.
   *
   * @return whether the clock is one that binds
   */
  boolean take(ClockFact fact) {
    ClockFact.About about = fact.about();
    if (Boolean.TRUE.equals(about.mean()) || about.rule().startsWith(URGED)) {
      return false;
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
    return true;
  }

  private void runs(ClockFact.About about, @Nullable Instant due) {
    last.put(about.clock(), new Limit(about.clock(), about.on(), due));
  }

  void save(Connection connection) throws SQLException {
    List<Limit> running = last.values().stream().filter(one -> one.due() != null).toList();
    List<String> over =
        last.values().stream().filter(one -> one.due() == null).map(Limit::id).toList();
    LIMITS.put(connection, "id", running);
    if (!over.isEmpty()) {
      new Sql(connection, "delete from dispatch.running_clock where id = any (?::text[])")
          .array(over)
          .run();
    }
  }
}
