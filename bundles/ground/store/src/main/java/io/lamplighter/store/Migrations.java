package io.lamplighter.store;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings one schema to the state that its bundle's scripts describe. A schema that these very
 * scripts made is left alone, so that a restart needs no Flyway.
 */
final class Migrations {
  private static final String LOCK =
      "SELECT pg_advisory_lock(hashtext('lamplighter.migrations.' || ?))";

  private final DataSource database;

  /**
   * @param database hands out the owner's connections, of their own: a migration may take long
   */
  Migrations(DataSource database) {
    this.database = database;
  }

  /**
   * @throws org.flywaydb.core.api.FlywayException when a script fails, its work is rolled back; or
   *     when its name is not a migration's
   */
  void run(Rights rights, List<Script> scripts) throws SQLException {
    String schema = rights.schema();
    try (Connection connection = database.getConnection()) {
      SchemaNote note = new SchemaNote(connection, schema, rights.toString());
      if (!note.says(scripts)) {
        // Held by this session, so that two nodes that start together do not migrate together.
        try (PreparedStatement take = connection.prepareStatement(LOCK)) {
          take.setString(1, schema);
          take.execute();
        }
        migrate(schema, scripts);
        rights.grant(connection);
        note.write(scripts);
      }
    }
  }

  private void migrate(String schema, List<Script> scripts) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Flyway finds its own plugins by the thread's class loader.
    thread.setContextClassLoader(Flyway.class.getClassLoader());
    try {
      Flyway.configure(Flyway.class.getClassLoader())
          .dataSource(database)
          .schemas(schema)
          .createSchemas(true)
          .table("schema_history")
          .resourceProvider(new Resources(scripts))
          .javaMigrationClassProvider(List::of)
          .locations(new String[0])
          // Otherwise it leaves out, without a word, what is not named like a migration.
          .validateMigrationNaming(true)
          .load()
          .migrate();
    } finally {
      thread.setContextClassLoader(before);
      // Where Jackson remembers Flyway's classes, and with them this very bundle after its end.
      TypeFactory.defaultInstance().clearCache();
    }
  }

  private record Resources(List<Script> scripts) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return scripts.stream()
          .filter(script -> script.name().equals(name))
          .findFirst()
          .map(ScriptResource::new)
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return scripts.stream()
          .filter(script -> script.name().startsWith(prefix))
          .filter(script -> Arrays.stream(suffixes).anyMatch(script.name()::endsWith))
          .<LoadableResource>map(ScriptResource::new)
          .toList();
    }
  }
}
