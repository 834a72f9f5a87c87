package io.lamplighter.journal;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Positions for new entries, rising. The database gives a thousand at a time ({@code
 * V4__proof.sql}), so that knowing one before the insert costs no round trip.
 */
final class Positions {
  private static final int AT_ONCE = 1_000;

  private long next;
  private long end;

  synchronized long next(Connection connection) throws SQLException {
    if (next == end) {
      next = new Sql(connection, "SELECT nextval('journal.entry_position_seq')").only(Row::number);
      end = next + AT_ONCE;
    }
    return next++;
  }
}
