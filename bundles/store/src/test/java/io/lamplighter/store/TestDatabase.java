package io.lamplighter.store;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A real PostgreSQL for unit tests, one for each JVM, started when first asked for, with the same
 * pool, migrations and transactions as in production.
 */
public final class TestDatabase {
  private static final Map<String, LocalTransactions> UNITS = new ConcurrentHashMap<>();

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
            new Migrations(Pool.single(database())).run(name, scripts(name));
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          List<String> names = Arrays.stream(entities).map(Class::getName).toList();
          EntityUnit unit =
              names.isEmpty()
                  ? null
                  : new EntityUnit(name, entities[0].getClassLoader(), names, dataSource());
          return new LocalTransactions(dataSource(), unit);
        });
  }

  /** The pool, without auto-commit. */
  public static DataSource dataSource() {
    return Lazy.POOL;
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

  static List<Script> scripts(String schema) {
    String folder = "db/" + schema;
    List<Script> scripts = new ArrayList<>();
    try {
      for (URL url : Collections.list(TestDatabase.class.getClassLoader().getResources(folder))) {
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
    private static final DataSource POOL = Pool.open(DATABASE, Pool.Settings.DEFAULT);

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
