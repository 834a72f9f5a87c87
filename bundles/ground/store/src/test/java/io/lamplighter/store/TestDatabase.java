package io.lamplighter.store;

import com.zaxxer.hikari.HikariDataSource;
import io.lamplighter.api.store.Commands;
import io.lamplighter.api.store.Database;
import io.lamplighter.api.store.UnitOfWork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A real PostgreSQL for unit tests, one for each JVM, started when first asked for, with the same
 * pool, migrations and transactions as in production.
 */
public final class TestDatabase {
  private static final Map<String, LocalTransactions> UNITS = new ConcurrentHashMap<>();
  private static final LocalCommands COMMANDS = new LocalCommands();

  private TestDatabase() {}

  /**
   * The unit of work of a bundle, its schema migrated by {@code db/<schema>/*.sql} of the
   * classpath.
   */
  public static UnitOfWork unit(String schema, Class<?>... entities) {
    return UNITS.computeIfAbsent(
        schema,
        name -> {
          try {
            new Migrations(Pool.single(database()))
                .run(new Rights(database(), name, Set.of()), scripts(name));
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          List<String> names = Arrays.stream(entities).map(Class::getName).toList();
          EntityUnit unit =
              names.isEmpty()
                  ? null
                  : new EntityUnit(name, entities[0].getClassLoader(), names, dataSource());
          return new LocalTransactions(dataSource(), unit, COMMANDS);
        });
  }

  /** Those of every unit. */
  public static Commands commands() {
    return COMMANDS;
  }

  /**
   * One step of what goes by {@code db/<schema>/retention.txt} of the classpath.
   *
   * @param days what the company has set, by key; without an entry the rule's own days hold
   * @return how many rows are gone or emptied
   * @throws IllegalStateException when a rule cannot be carried out
   */
  public static int forget(String schema, InstantSource clock, Map<String, Integer> days) {
    Retention retention =
        new Retention(
            clock,
            (pid, rule) ->
                rule.key() == null ? rule.days() : days.getOrDefault(rule.key(), rule.days()));
    String file = "db/" + schema + "/" + RetentionRules.FILE;
    URL rules = classPath().getResource(file);
    if (rules == null) {
      throw new IllegalStateException("No " + file + " on the classpath");
    }
    String text = Script.read(rules).text();
    retention.begin(schema, "", unit(schema), RetentionRules.parse(schema, text));
    try {
      int gone = retention.round();
      if (!retention.failures().isEmpty()) {
        throw new IllegalStateException(String.join("\n", retention.failures()));
      }
      return gone;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pool, without auto-commit. */
  public static DataSource dataSource() {
    return Lazy.POOL;
  }

  /** For who has cut connections on the server: whoever comes next is given none of those. */
  public static void renewConnections() {
    Lazy.POOL.getHikariPoolMXBean().softEvictConnections();
  }

  /** How another process may connect. */
  public static Database database() {
    return Lazy.DATABASE;
  }

  /** Empties every table of the schemas and restarts their sequences. */
  public static void reset(String... schemas) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String schema : schemas) {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = '"
                    + schema
                    + "' AND tablename <> 'schema_history'")) {
          while (rows.next()) {
            tables.add(rows.getString(1));
          }
        }
        if (!tables.isEmpty()) {
          statement.execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY CASCADE");
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the test, which may know bundles that it was not compiled with. */
  private static ClassLoader classPath() {
    return Thread.currentThread().getContextClassLoader();
  }

  static List<Script> scripts(String schema) {
    String folder = "db/" + schema;
    List<Script> scripts = new ArrayList<>();
    try {
      for (URL url : Collections.list(classPath().getResources(folder))) {
        scripts.addAll(scripts(url, folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (scripts.isEmpty()) {
      throw new IllegalStateException("No " + folder + "/*.sql on the classpath");
    }
    return scripts;
  }

  private static List<Script> scripts(URL folder, String name) throws IOException {
    URLConnection connection = folder.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return jar.getJarFile().stream()
          .map(entry -> entry.getName())
          .filter(entry -> entry.startsWith(name + "/") && entry.endsWith(".sql"))
          .map(entry -> Script.read(url(URI.create("jar:" + jar.getJarFileURL() + "!/" + entry))))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(file -> Script.read(url(file.toUri())))
          .toList();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Server(String url, String user, String password) implements Database {}

  private static final class Lazy {
    private static final Database DATABASE = start();
    private static final HikariDataSource POOL = Pool.open(DATABASE, Pool.Settings.DEFAULT);

    private static Database start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "100")
                .start();
        return new Server(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
