package io.lamplighter.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/**
 * A PostgreSQL that belongs to no instance, as a company has one; it survives every kill of ours.
 */
public final class ExternalPostgres implements AutoCloseable {
  private final EmbeddedPostgres server;

  private ExternalPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  public static ExternalPostgres start() throws IOException {
    return new ExternalPostgres(
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setPGStartupWait(Duration.ofMinutes(1))
            .start());
  }

  public Database database() {
    return new Database(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
