package io.lamplighter.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lamplighter.api.store.Database;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the connections that every unit of work shares. */
final class Pool {
  /** Threads may wait this long for a connection; then the caller hears that we are overloaded. */
  record Settings(int size, Duration queue, Duration answer) {
    static final Settings DEFAULT = new Settings(20, Duration.ofSeconds(5), Duration.ofSeconds(60));
  }

  private Pool() {}

  static HikariDataSource open(Database database, Settings settings) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setUrl(url(database));
    driver.setUser(database.user());
    driver.setPassword(database.password());
    driver.setSocketTimeout(Math.toIntExact(settings.answer().toSeconds()));
    driver.setReWriteBatchedInserts(true);
    driver.setPrepareThreshold(3);
    // A String goes into jsonb, uuid or timestamptz columns as it is.
    driver.setStringType("unspecified");

    HikariConfig config = new HikariConfig();
    config.setPoolName("lamplighter");
    config.setDataSource(driver);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(settings.size());
    config.setMinimumIdle(Math.min(2, settings.size()));
    config.setConnectionTimeout(settings.queue().toMillis());
    config.setValidationTimeout(Math.min(2_000, settings.queue().toMillis()));
    config.setKeepaliveTime(60_000);
    // The pool opens although the server is away; it connects when the server is back.
    config.setInitializationFailTimeout(-1);
    // A forgotten transaction would hold back every reader of the journal.
    config.setConnectionInitSql("SET idle_in_transaction_session_timeout = '60s'");
    // Else a new connection waits inside the transaction of that statement, with its time.
    config.setIsolateInternalQueries(true);
    return new HikariDataSource(config);
  }

  /**
   * Single connections of the owner outside the pool, without a limit on how long an answer may
   * take.
   *
   * <p>The driver's own URL names all its sixty settings, which Flyway searches with regular
   * expressions at every connection: a good part of a start.
   */
  static DataSource single(Database database) {
    String url = url(database);
    PGSimpleDataSource driver =
        new PGSimpleDataSource() {
          @Override
          public String getUrl() {
            return url;
          }
        };
    driver.setUser(database.owner());
    driver.setPassword(database.ownerPassword());
    return driver;
  }

  private static String url(Database database) {
    return database.url()
        + (database.url().contains("?") ? "&" : "?")
        + "ApplicationName=lamplighter&connectTimeout=5&tcpKeepAlive=true";
  }
}
