package io.lamplighter.camel;

import io.lamplighter.api.routes.Letter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The letters in {@code routes.message}: those that are parked. */
final class LetterTable {
  private static final String SELECT =
      "SELECT "
          + MessageTable.COLUMNS
          + """
          , reader, version, parked_at, attempts, cause, corrected_by,
            (SELECT count(*) FROM routes.message behind
             WHERE behind.reader = m.reader AND behind.number > m.number
               AND behind.subject = m.subject) AS behind
          FROM routes.message m
          WHERE parked_at IS NOT NULL AND starts_with(region, ?)
          """;

  private LetterTable() {}

  /** A letter and what its message is. */
  record Found(Letter letter, Message message) {}

  static List<Found> page(
      Connection connection, String region, @Nullable String reader, long after, int limit)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            SELECT
                + " AND number > ? AND (?::text IS NULL OR reader = ?) ORDER BY number LIMIT ?")) {
      query.setString(1, region);
      query.setLong(2, after);
      query.setString(3, reader);
      query.setString(4, reader);
      query.setInt(5, limit);
      return found(query);
    }
  }

  /** Some letters, locked until the transaction ends. */
  static List<Found> lock(Connection connection, String region, List<Long> numbers)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            SELECT + " AND number = ANY (?) ORDER BY number FOR UPDATE OF m")) {
      query.setString(1, region);
      query.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
      return found(query);
    }
  }

  static void correct(Connection connection, long number, Map<String, Object> data, String actor)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE routes.message SET data = ?::json, corrected_by = ?, version = version + 1"
                + " WHERE number = ? AND parked_at IS NOT NULL")) {
      update.setString(1, Json.write(data));
      update.setString(2, actor);
      update.setLong(3, number);
      update.executeUpdate();
    }
  }

  static void release(Connection connection, List<Long> numbers) throws SQLException {
    change(
        connection,
        "UPDATE routes.message SET parked_at = NULL, cause = NULL, version = version + 1"
            + " WHERE number = ANY (?) AND parked_at IS NOT NULL",
        numbers);
  }

  static void delete(Connection connection, List<Long> numbers) throws SQLException {
    change(
        connection,
        "DELETE FROM routes.message WHERE number = ANY (?) AND parked_at IS NOT NULL",
        numbers);
  }

  private static void change(Connection connection, String sql, List<Long> numbers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
      statement.executeUpdate();
    }
  }

  private static List<Found> found(PreparedStatement query) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        Message message = MessageTable.message(rows);
        found.add(
            new Found(
                new Letter(
                    Long.toString(message.number()),
                    rows.getLong("version"),
                    rows.getString("reader"),
                    message.entry(),
                    rows.getObject("parked_at", OffsetDateTime.class).toInstant(),
                    rows.getInt("attempts"),
                    rows.getString("cause"),
                    rows.getInt("behind"),
                    rows.getString("corrected_by")),
                message));
      }
    }
    return found;
  }
}
