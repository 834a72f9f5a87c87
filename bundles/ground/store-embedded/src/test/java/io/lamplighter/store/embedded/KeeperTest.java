package io.lamplighter.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
  @Test
  void killedItComesBackWithWhatWasCommittedAndCloseStopsIt(@TempDir Path root) throws Exception {
    int port = freePort();
    CompletableFuture<PostgresServer> ready = new CompletableFuture<>();
    PostgresServer server;
    try (Keeper keeper = new Keeper(root, port, ready::complete)) {
      server = ready.get(60, TimeUnit.SECONDS);
      assertThrows(
          SQLException.class,
          () -> DriverManager.getConnection(server.url(), PostgresServer.USER, "wrong").close());
      run(server, "CREATE TABLE kept (id int)");
      run(server, "INSERT INTO kept VALUES (1)");
      assertEquals("on", ask(server, "SHOW fsync"));
      long first = server.postmaster().orElseThrow();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      await(() -> server.isRunning() && server.postmaster().orElse(first) != first);
      await(() -> ask(server, "SELECT count(*) FROM kept").equals("1"));
      assertNotEquals(first, server.postmaster().orElseThrow());
    }
    assertFalse(server.isRunning());
  }

  @Test
  void aServerLeftBehindIsReplacedAndItsDataKept(@TempDir Path root) throws Exception {
    int port = freePort();
    PostgresServer left = PostgresServer.prepare(root, port);
    left.start();
    run(left, "CREATE TABLE kept (id int)");
    long old = left.postmaster().orElseThrow();
    PostgresServer next = PostgresServer.prepare(root, port);
    try {
      next.start();
      assertEquals("0", ask(next, "SELECT count(*) FROM kept"));
      assertNotEquals(old, next.postmaster().orElseThrow());
    } finally {
      next.stop();
    }
    assertFalse(next.isRunning());
  }

  /** As a data directory of an earlier version, whose one role did everything. */
  @Test
  void theRoleThatWorksIsMadeAlsoInAnOldDataDirectory(@TempDir Path root) throws Exception {
    int port = freePort();
    PostgresServer server = PostgresServer.prepare(root, port);
    try {
      server.start();
      Files.delete(root.resolve("postgres-app-password"));
      run(server, "CREATE TABLE old (id int)");
      server.start();
      try (Connection connection =
              DriverManager.getConnection(server.url(), PostgresServer.USER, server.password());
          Statement statement = connection.createStatement();
          ResultSet role =
              statement.executeQuery(
                  "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication"
                      + " FROM pg_roles WHERE rolname = current_user")) {
        role.next();
        assertFalse(role.getBoolean(1));
        assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM old"));
      }
    } finally {
      server.stop();
    }
  }

  private static void run(PostgresServer server, String sql) throws Exception {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(PostgresServer server, String sql) throws Exception {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException, IOException {
    return DriverManager.getConnection(server.url(), PostgresServer.OWNER, server.ownerPassword());
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (SQLException e) {
        last = e;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Not within 30 seconds", last);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
