package io.lamplighter.store;

import io.lamplighter.api.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the role that works may do with one schema that another role owns: all with its rows, except
 * that rows of the tables named are only added and read. Nothing when both roles are one.
 *
 * @param appendOnly tables without their schema
 */
record Rights(Database database, String schema, Set<String> appendOnly) {
  Rights {
    appendOnly = new TreeSet<>(appendOnly);
    // What was migrated is for the owner to say.
    appendOnly.add("schema_history");
  }

  private boolean isOneRole() {
    return database.owner().equals(database.user());
  }

  /** In one transaction, so that nobody ever works with half of it. */
  void grant(Connection owner) throws SQLException {
    if (isOneRole()) {
      return;
    }
    String role = '"' + database.user().replace("\"", "\"\"") + '"';
    boolean before = owner.getAutoCommit();
    owner.setAutoCommit(false);
    try (Statement statement = owner.createStatement()) {
      statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
      statement.execute(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
      statement.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + role);
      for (String table : appendOnly) {
        statement.execute(
            "REVOKE UPDATE, DELETE, TRUNCATE ON " + schema + "." + table + " FROM " + role);
      }
      owner.commit();
    } catch (SQLException e) {
      owner.rollback();
      throw e;
    } finally {
      owner.setAutoCommit(before);
    }
  }

  /** For the note of what a schema was brought to: other rights are another state. */
  @Override
  public String toString() {
    return isOneRole() ? "" : "rights of " + database.user() + ", append only " + appendOnly;
  }
}
