package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.Database;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnavailableTest {
  private static final Pool.Settings ONE =
      new Pool.Settings(1, Duration.ofMillis(300), Duration.ofSeconds(10));

  private final HikariDataSource pool = Pool.open(TestDatabase.database(), ONE);
  private final UnitOfWork work = new LocalTransactions(pool, null, new LocalCommands());

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void whenEveryConnectionIsTaken() {
    work.run(
        outer ->
            assertThrows(Refusal.Unavailable.class, () -> work.call(UnavailableTest::backend)));
    work.call(UnavailableTest::backend);
  }

  @Test
  void whenTheServerEndsTheConnectionAndTheNextCallIsServed() {
    int first = work.<Integer>call(UnavailableTest::backend);
    assertThrows(
        Refusal.Unavailable.class,
        () ->
            work.run(
                tx -> {
                  kill(backend(tx));
                  backend(tx);
                }));
    kill(first);
    int next = work.<Integer>call(UnavailableTest::backend);
    assertEquals(next, work.<Integer>call(UnavailableTest::backend));
  }

  /** Whoever tells what he was doing hides nothing by it. */
  @Test
  void whenTheDiskIsFullHoweverItIsTold() {
    SQLException full = new SQLException("could not extend file", "53100");
    assertThrows(
        Refusal.Unavailable.class,
        () ->
            work.run(
                tx -> {
                  throw new StoreException("Appending failed", full);
                }));
  }

  @Test
  void whenTheWorkGoesOnWithALostConnection() {
    assertThrows(
        Refusal.Unavailable.class,
        () ->
            work.run(
                tx -> {
                  kill(backend(tx));
                  assertThrows(SQLException.class, () -> backend(tx));
                  backend(tx);
                }));
  }

  @Test
  void whenNoServerIsThere() {
    Database nowhere =
        new Database() {
          @Override
          public String url() {
            return "jdbc:postgresql://127.0.0.1:1/none";
          }

          @Override
          public String user() {
            return "none";
          }

          @Override
          public String password() {
            return "";
          }
        };
    try (HikariDataSource none = Pool.open(nowhere, ONE)) {
      UnitOfWork lost = new LocalTransactions(none, null, new LocalCommands());
      assertThrows(Refusal.Unavailable.class, () -> lost.call(UnavailableTest::backend));
    }
  }

  @Test
  void butAMistakeInTheWorkIsNotUnavailable() {
    assertThrows(
        StoreException.class,
        () ->
            work.run(
                tx -> {
                  try (Statement statement = tx.connection().createStatement()) {
                    statement.execute("SELECT nonsense");
                  }
                }));
  }

  private static int backend(Transaction tx) throws SQLException {
    try (Statement statement = tx.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void kill(int backend) {
    new LocalTransactions(TestDatabase.dataSource(), null, new LocalCommands())
        .run(
            tx -> {
              try (Statement statement = tx.connection().createStatement()) {
                statement.execute("SELECT pg_terminate_backend(" + backend + ")");
              }
            });
  }
}
