package io.lamplighter.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which scripts a schema was last brought to, noted as the comment of its history table: it is
 * dumped, restored and dropped with the schema, and needs no table of its own.
 *
 * @param rights what the role that works was given, as a text
 */
record SchemaNote(Connection connection, String schema, String rights) {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaNote.class);

  boolean says(List<Script> scripts) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT obj_description(to_regclass(?), 'pg_class')")) {
      query.setString(1, schema + ".schema_history");
      try (ResultSet row = query.executeQuery()) {
        return row.next() && digest(scripts).equals(row.getString(1));
      }
    }
  }

  /** Where another role made the tables they cannot be commented: Flyway then looks every time. */
  void write(List<Script> scripts) {
    try (Statement comment = connection.createStatement()) {
      comment.execute(
          "COMMENT ON TABLE " + schema + ".schema_history IS '" + digest(scripts) + "'");
    } catch (SQLException e) {
      LOG.debug("Schema {} keeps no note of its scripts", schema, e);
    }
  }

  private String digest(List<Script> scripts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      scripts.stream()
          .sorted(Comparator.comparing(Script::name))
          .forEach(script -> sha256.update(script.toString().getBytes(StandardCharsets.UTF_8)));
      sha256.update(rights.getBytes(StandardCharsets.UTF_8));
      return "sha256 of the scripts " + HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
