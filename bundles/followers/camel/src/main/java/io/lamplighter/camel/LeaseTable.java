package io.lamplighter.camel;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * {@code routes.lease}: of several nodes one follows for a reader. Times are the database's own, so
 * that the nodes' clocks need not agree.
 */
final class LeaseTable {
  private LeaseTable() {}

  /** Prolongs this node's leases; gives those it still has. */
  static Set<String> renew(Connection connection, String node, Duration time) throws SQLException {
    return Set.copyOf(
        new Sql(
                connection,
                "UPDATE routes.lease SET until = now() + ? * interval '1 millisecond'"
                    + " WHERE node = ? RETURNING reader")
            .with(time.toMillis(), node)
            .list(Row::text));
  }

  /** Whether the lease was free and is this node's now. */
  static boolean take(Connection connection, String reader, String node, Duration time)
      throws SQLException {
    return new Sql(
                connection,
                """
                INSERT INTO routes.lease AS old (reader, node, until)
                VALUES (?, ?, now() + ? * interval '1 millisecond')
                ON CONFLICT (reader) DO UPDATE SET node = excluded.node, until = excluded.until
                WHERE old.until < now() OR old.node = excluded.node
                """)
            .with(reader, node, time.toMillis())
            .run()
        == 1;
  }

  /** Whether this node has it; nobody else can take it before this transaction ends. */
  static boolean holds(Connection connection, String reader, String node) throws SQLException {
    return new Sql(connection, "SELECT 1 FROM routes.lease WHERE reader = ? AND node = ? FOR SHARE")
        .with(reader, node)
        .isThere();
  }

  static void release(Connection connection, String reader, String node) throws SQLException {
    new Sql(connection, "DELETE FROM routes.lease WHERE reader = ? AND node = ?")
        .with(reader, node)
        .run();
  }
}
