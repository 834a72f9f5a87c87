package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final Script FIRST = new Script("V1__first.sql", "CREATE TABLE a (id int);");
  private static final Script SECOND = new Script("V2__second.sql", "CREATE TABLE b (id int);");

  private static final Rights RIGHTS = new Rights(TestDatabase.database(), "made", Set.of());

  private final Migrations migrations = new Migrations(Pool.single(TestDatabase.database()));

  @BeforeEach
  void drop() throws SQLException {
    run("DROP SCHEMA IF EXISTS made CASCADE");
  }

  @Test
  void runsEveryScriptOnceAndNewOnesLater() throws SQLException {
    migrations.run(RIGHTS, List.of(FIRST));
    migrations.run(RIGHTS, List.of(FIRST, SECOND));
    migrations.run(RIGHTS, List.of(FIRST, SECOND));
    assertEquals("2", ask("SELECT count(*) FROM made.schema_history WHERE version IS NOT NULL"));
  }

  @Test
  void aFailingScriptIsNamedAndLeavesNothing() throws SQLException {
    migrations.run(RIGHTS, List.of(FIRST));
    Script wrong = new Script("V2__wrong.sql", "CREATE TABLE c (id int);\nSELECT nonsense;");
    FlywayException failure =
        assertThrows(FlywayException.class, () -> migrations.run(RIGHTS, List.of(FIRST, wrong)));
    assertTrue(String.valueOf(failure.getMessage()).contains("V2__wrong.sql"), failure::toString);
    assertEquals(
        "0", ask("SELECT count(*) FROM pg_tables WHERE schemaname='made' AND tablename='c'"));
    migrations.run(RIGHTS, List.of(FIRST, SECOND));
  }

  @Test
  void whatTheseScriptsMadeIsLeftAlone() throws SQLException {
    migrations.run(RIGHTS, List.of(FIRST, SECOND));
    run("UPDATE made.schema_history SET checksum = 1");
    migrations.run(RIGHTS, List.of(SECOND, FIRST));
    Script changed = new Script("V2__second.sql", "CREATE TABLE b (id bigint);");
    FlywayException failure =
        assertThrows(FlywayException.class, () -> migrations.run(RIGHTS, List.of(FIRST, changed)));
    assertTrue(String.valueOf(failure.getMessage()).contains("checksum"), failure::toString);
  }

  @Test
  void aSchemaThatWasTakenAwayIsMadeAgain() throws SQLException {
    migrations.run(RIGHTS, List.of(FIRST));
    run("DROP SCHEMA made CASCADE");
    migrations.run(RIGHTS, List.of(FIRST));
    assertEquals("0", ask("SELECT count(*) FROM made.a"));
  }

  @Test
  void aScriptThatFlywayWouldLeaveOutIsRefused() {
    Script misnamed = new Script("second.sql", "SELECT 1");
    FlywayException failure =
        assertThrows(FlywayException.class, () -> migrations.run(RIGHTS, List.of(FIRST, misnamed)));
    assertTrue(String.valueOf(failure.getMessage()).contains("second.sql"));
  }

  @Test
  void twoNodesThatStartTogetherDoNotMigrateTogether() throws SQLException {
    Script slow = new Script("V2__slow.sql", "SELECT pg_sleep(0.3); CREATE TABLE s (id int);");
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> quietly(List.of(FIRST, slow)));
    migrations.run(RIGHTS, List.of(FIRST, slow));
    other.join();
    assertEquals("2", ask("SELECT count(*) FROM made.schema_history WHERE version IS NOT NULL"));
  }

  private void quietly(List<Script> scripts) {
    try {
      migrations.run(RIGHTS, scripts);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = Pool.single(TestDatabase.database()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String sql) throws SQLException {
    try (Connection connection = Pool.single(TestDatabase.database()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
