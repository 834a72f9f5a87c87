package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.store.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two roles: one makes the tables, the other works with them. */
class RightsTest {
  private static final Database SERVER = TestDatabase.database();

  /** The tests' own names a user. */
  private static final String URL = SERVER.url().replaceAll("[?].*", "");

  private static final Database TWO_ROLES = new TwoRoles();
  private static final Script TABLES =
      new Script(
          "V1__t.sql", "CREATE TABLE log (id bigserial, t text); CREATE TABLE row (id int);");

  private record TwoRoles() implements Database {
    @Override
    public String url() {
      return URL;
    }

    @Override
    public String user() {
      return "rights_test";
    }

    @Override
    public String password() {
      return "secret";
    }

    @Override
    public String owner() {
      return SERVER.user();
    }

    @Override
    public String ownerPassword() {
      return SERVER.password();
    }
  }

  @BeforeEach
  void clean() throws SQLException {
    as(SERVER.user(), SERVER.password(), "DROP SCHEMA IF EXISTS rights CASCADE");
    as(
        SERVER.user(),
        SERVER.password(),
        "DO $$ BEGIN CREATE ROLE rights_test LOGIN PASSWORD 'secret';"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  }

  @Test
  void whoWorksAddsToALogAndTakesNothingBack() throws SQLException {
    migrate(Set.of("log"));
    worker("INSERT INTO rights.log (t) VALUES ('a')");
    worker("SELECT * FROM rights.log");
    worker("INSERT INTO rights.row VALUES (1)");
    worker("UPDATE rights.row SET id = 2");
    worker("DELETE FROM rights.row");
    for (String sql :
        List.of(
            "UPDATE rights.log SET t = 'b'",
            "DELETE FROM rights.log",
            "TRUNCATE rights.log",
            "DROP TABLE rights.log",
            "ALTER TABLE rights.log ADD COLUMN x int",
            "TRUNCATE rights.row",
            "CREATE TABLE rights.mine (id int)",
            "UPDATE rights.schema_history SET checksum = 0")) {
      SQLException refused = assertThrows(SQLException.class, () -> worker(sql), sql);
      assertEquals("42501", refused.getSQLState(), sql);
    }
  }

  @Test
  void aSchemaOfOneRoleGetsItsRightsAtTheNextStart() throws SQLException {
    new Migrations(Pool.single(SERVER))
        .run(new Rights(SERVER, "rights", Set.of()), List.of(TABLES));
    assertThrows(SQLException.class, () -> worker("SELECT * FROM rights.log"));
    migrate(Set.of("log"));
    worker("SELECT * FROM rights.log");
    migrate(Set.of("log", "row"));
    assertThrows(SQLException.class, () -> worker("DELETE FROM rights.row"));
  }

  private static void migrate(Set<String> appendOnly) throws SQLException {
    new Migrations(Pool.single(TWO_ROLES))
        .run(new Rights(TWO_ROLES, "rights", appendOnly), List.of(TABLES));
  }

  private static void worker(String sql) throws SQLException {
    as(TWO_ROLES.user(), TWO_ROLES.password(), sql);
  }

  private static void as(String user, String password, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
