package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection is like that nobody has used yet. */
class PoolTest {
  private final HikariDataSource pool = Pool.open(TestDatabase.database(), Pool.Settings.DEFAULT);

  @BeforeEach
  void awaitIdleConnections() throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (pool.getHikariPoolMXBean().getIdleConnections() < 2) {
      assertTrue(Instant.now().isBefore(end), "no idle connections");
      Thread.sleep(20);
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void waitsInNoTransaction() throws SQLException {
    try (Connection other = Pool.single(TestDatabase.database()).getConnection()) {
      assertEquals(
          "0",
          ask(
              other,
              "select count(*) from pg_stat_activity where state like 'idle in transaction%'"));
    }
  }

  @Test
  void keepsItsLimitWhenTheFirstTransactionFails() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.rollback();
      assertEquals("1min", ask(connection, "show idle_in_transaction_session_timeout"));
      connection.rollback();
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
