package io.lamplighter.camel;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code routes.message} as the one that delivers sees it. */
final class MessageTable {
  static final String COLUMNS =
      "number, xid, position, type, subject, region, actor, source, time, data";

  private MessageTable() {}

  static void add(Connection connection, String reader, List<Entry> entries) throws SQLException {
    new Sql(
            connection,
            """
            INSERT INTO routes.message
              (reader, xid, position, type, subject, region, actor, source, time, data)
            SELECT ?, xid, position, type, subject, region, actor, source, time, data
              FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::timestamptz[], ?::json[]) WITH ORDINALITY
                AS e (xid, position, type, subject, region, actor, source, time, data, place)
             ORDER BY place
            """)
        .with(reader)
        .array(entries, entry -> Long.toString(entry.cursor().xid()))
        .array(entries, entry -> Long.toString(entry.cursor().position()))
        .array(entries, Entry::type)
        .array(entries, Entry::subject)
        .array(entries, Entry::region)
        .array(entries, Entry::actor)
        .array(entries, Entry::source)
        .array(entries, entry -> entry.time().toString())
        .array(entries, entry -> Json.write(entry.data()))
        .run();
  }

  /** Those that are to be delivered and come after {@code number}, in order. */
  static List<Parcel> after(Connection connection, String reader, long number, int limit)
      throws SQLException {
    return new Sql(
            connection,
            "SELECT "
                + COLUMNS
                + " FROM routes.message WHERE reader = ? AND number > ? AND parked_at IS NULL"
                + " ORDER BY number LIMIT ?")
        .with(reader, number, limit)
        .list(MessageTable::message);
  }

  /** All of some subjects up to {@code number}, in order. */
  static List<Parcel> of(
      Connection connection, String reader, Collection<String> subjects, long number)
      throws SQLException {
    return new Sql(
            connection,
            "SELECT "
                + COLUMNS
                + " FROM routes.message WHERE reader = ? AND number <= ? AND parked_at IS NULL"
                + " AND subject = ANY (?) ORDER BY number")
        .with(reader, number)
        .array(subjects)
        .list(MessageTable::message);
  }

  /** Subjects that have a letter. */
  static Set<String> held(Connection connection, String reader) throws SQLException {
    return new HashSet<>(
        new Sql(
                connection,
                "SELECT subject FROM routes.message WHERE parked_at IS NOT NULL AND reader = ?")
            .with(reader)
            .list(Row::text));
  }

  static void delete(Connection connection, String reader, Collection<Long> numbers)
      throws SQLException {
    new Sql(
            connection,
            "DELETE FROM routes.message WHERE reader = ? AND number = ANY (?::bigint[])")
        .with(reader)
        .array(numbers, number -> Long.toString(number))
        .run();
  }

  /** Deletes all of a reader, unless some node follows for it again. */
  static void forget(Connection connection, String reader) throws SQLException {
    new Sql(
            connection,
            "DELETE FROM routes.message m WHERE reader = ? AND NOT EXISTS"
                + " (SELECT 1 FROM routes.lease l WHERE l.reader = m.reader AND until > now())")
        .with(reader)
        .run();
  }

  /** Whether it was still there. */
  static boolean park(
      Connection connection, String reader, long number, String cause, int attempts, Instant at)
      throws SQLException {
    return new Sql(
                connection,
                "UPDATE routes.message SET parked_at = ?, cause = ?, attempts = ?"
                    + " WHERE reader = ? AND number = ?")
            .with(at, cause, attempts, reader, number)
            .run()
        == 1;
  }

  /** The row's {@link #COLUMNS}. */
  static Parcel message(Row row) throws SQLException {
    return new Parcel(
        row.number(),
        new Entry(
            new Cursor(row.number(), row.number()),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.time(),
            Json.map(row.text())));
  }
}
