package io.lamplighter.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** How to get into a PostgreSQL. */
public record Database(String url, String user, String password) {
  /**
   * The one inside an instance.
   *
   * @param postmaster lines of the server's {@code postmaster.pid}: the fourth is its port
   */
  static Database of(Instance instance, List<String> postmaster) throws IOException {
    int port = Integer.parseInt(postmaster.get(3).strip());
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "lamplighter",
        Files.readString(instance.data.resolve("postgres-password")).strip());
  }

  Connection open() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
