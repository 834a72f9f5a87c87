package io.lamplighter.camel;

import io.lamplighter.api.routes.Letter;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The letters in {@code routes.message}: those that are parked. */
final class LetterTable {
  private static final String SELECT =
      "SELECT "
          + MessageTable.COLUMNS
          + """
          , version, reader, parked_at, attempts, cause,
            (SELECT count(*) FROM routes.message behind
             WHERE behind.reader = m.reader AND behind.number > m.number
               AND behind.subject = m.subject) AS behind, corrected_by
          FROM routes.message m
          WHERE parked_at IS NOT NULL AND starts_with(region, ?)
          """;

  private LetterTable() {}

  /** A letter and what its message is. */
  record Found(Letter letter, Parcel message) {}

  static List<Found> page(
      Connection connection, String region, @Nullable String reader, long after, int limit)
      throws SQLException {
    return new Sql(
            connection,
            SELECT + " AND number > ? AND (?::text IS NULL OR reader = ?) ORDER BY number LIMIT ?")
        .with(region, after, reader, reader, limit)
        .list(LetterTable::found);
  }

  /** Some letters, locked until the transaction ends. */
  static List<Found> lock(Connection connection, String region, List<Long> numbers)
      throws SQLException {
    return new Sql(
            connection, SELECT + " AND number = ANY (?::bigint[]) ORDER BY number FOR UPDATE OF m")
        .with(region)
        .array(numbers, number -> Long.toString(number))
        .list(LetterTable::found);
  }

  static void correct(Connection connection, long number, Map<String, Object> data, String actor)
      throws SQLException {
    new Sql(
            connection,
            "UPDATE routes.message SET data = ?::json, corrected_by = ?, version = version + 1"
                + " WHERE number = ? AND parked_at IS NOT NULL")
        .with(Json.write(data), actor, number)
        .run();
  }

  static void release(Connection connection, List<Long> numbers) throws SQLException {
    change(
        connection,
        "UPDATE routes.message SET parked_at = NULL, cause = NULL, version = version + 1"
            + " WHERE number = ANY (?::bigint[]) AND parked_at IS NOT NULL",
        numbers);
  }

  static void delete(Connection connection, List<Long> numbers) throws SQLException {
    change(
        connection,
        "DELETE FROM routes.message WHERE number = ANY (?::bigint[]) AND parked_at IS NOT NULL",
        numbers);
  }

  private static void change(Connection connection, String sql, List<Long> numbers)
      throws SQLException {
    new Sql(connection, sql).array(numbers, number -> Long.toString(number)).run();
  }

  private static Found found(Row row) throws SQLException {
    Parcel message = MessageTable.message(row);
    return new Found(
        new Letter(
            Long.toString(message.number()),
            row.number(),
            row.text(),
            message.entry(),
            row.time(),
            row.count(),
            row.text(),
            row.count(),
            row.maybeText()),
        message);
  }
}
