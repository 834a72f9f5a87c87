package io.lamplighter.camel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code routes.lease}: of several nodes one follows for a reader. Times are the database's own, so
 * that the nodes' clocks need not agree.
 */
final class LeaseTable {
  private LeaseTable() {}

  /** Prolongs this node's leases; gives those it still has. */
  static Set<String> renew(Connection connection, String node, Duration time) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE routes.lease SET until = now() + ? * interval '1 millisecond'"
                + " WHERE node = ? RETURNING reader")) {
      update.setLong(1, time.toMillis());
      update.setString(2, node);
      Set<String> readers = new HashSet<>();
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          readers.add(rows.getString(1));
        }
      }
      return readers;
    }
  }

  /** Whether the lease was free and is this node's now. */
  static boolean take(Connection connection, String reader, String node, Duration time)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO routes.lease AS old (reader, node, until)
            VALUES (?, ?, now() + ? * interval '1 millisecond')
            ON CONFLICT (reader) DO UPDATE SET node = excluded.node, until = excluded.until
            WHERE old.until < now() OR old.node = excluded.node
            """)) {
      insert.setString(1, reader);
      insert.setString(2, node);
      insert.setLong(3, time.toMillis());
      return insert.executeUpdate() == 1;
    }
  }

  /** Whether this node has it; nobody else can take it before this transaction ends. */
  static boolean holds(Connection connection, String reader, String node) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM routes.lease WHERE reader = ? AND node = ? FOR SHARE")) {
      query.setString(1, reader);
      query.setString(2, node);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  static void release(Connection connection, String reader, String node) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM routes.lease WHERE reader = ? AND node = ?")) {
      delete.setString(1, reader);
      delete.setString(2, node);
      delete.executeUpdate();
    }
  }
}
