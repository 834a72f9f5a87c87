package io.lamplighter.journal;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What the role that the platform works with may do to the journal beside writing it. */
final class Strength {
  private static final String ASK =
      """
      SELECT r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER')
        OR has_table_privilege(r.oid, c.oid, 'UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE')
        OR has_table_privilege(r.oid, c.oid, 'TRUNCATE')
      FROM pg_roles r, pg_class c
      WHERE r.rolname = current_user AND c.oid = 'journal.entry'::regclass
      """;

  private Strength() {}

  /** Whether it could change or delete what is written. */
  static boolean tooMuch(Connection connection) throws SQLException {
    return new Sql(connection, ASK).only(Row::is);
  }
}
