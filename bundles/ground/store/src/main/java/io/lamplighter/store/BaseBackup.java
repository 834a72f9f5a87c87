package io.lamplighter.store;

import io.lamplighter.api.store.Database;
import io.lamplighter.api.store.DatabaseCopy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A base backup of the company's server by PostgreSQL's own {@code pg_basebackup}, with the
 * write-ahead log of its time, as one tar file. The owner's role needs REPLICATION.
 */
final class BaseBackup implements DatabaseCopy {
  static final String FILE = "database.tar";

  private final Database database;

  BaseBackup(Database database) {
    this.database = database;
  }

  @Override
  public void copyTo(Target target) throws IOException {
    Path tar = Files.createTempFile("database", ".tar");
    Path said = Files.createTempFile("pg_basebackup", ".log");
    try {
      if (run(tar, said) != 0) {
        throw new IOException("pg_basebackup failed: " + Files.readString(said).strip());
      }
      target.file(FILE, tar);
    } finally {
      Files.delete(tar);
      Files.delete(said);
    }
  }

  private int run(Path tar, Path said) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(database));
    builder.redirectOutput(tar.toFile()).redirectError(said.toFile());
    builder.environment().put("PGPASSWORD", database.ownerPassword());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException(
          "pg_basebackup is not there: install PostgreSQL's client programs on this machine", e);
    }
    try {
      process.getOutputStream().close();
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  static List<String> command(Database database) {
    URI server = URI.create(database.url().substring("jdbc:".length()));
    int port = server.getPort() < 0 ? 5432 : server.getPort();
    return List.of(
        "pg_basebackup",
        "--pgdata=-",
        "--format=tar",
        "--wal-method=fetch",
        "--checkpoint=fast",
        "--no-password",
        "--host=" + server.getHost(),
        "--port=" + port,
        "--username=" + database.owner());
  }
}
