package io.lamplighter.camel;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO routes.message"
                + " (reader, xid, position, type, subject, region, actor, source, time, data)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)")) {
      for (Entry entry : entries) {
        insert.setString(1, reader);
        insert.setLong(2, entry.cursor().xid());
        insert.setLong(3, entry.cursor().position());
        insert.setString(4, entry.type());
        insert.setString(5, entry.subject());
        insert.setString(6, entry.region());
        insert.setString(7, entry.actor());
        insert.setString(8, entry.source());
        insert.setObject(9, entry.time().atOffset(ZoneOffset.UTC));
        insert.setString(10, Json.write(entry.data()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Those that are to be delivered and come after {@code number}, in order. */
  static List<Message> after(Connection connection, String reader, long number, int limit)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM routes.message WHERE reader = ? AND number > ? AND parked_at IS NULL"
                + " ORDER BY number LIMIT ?")) {
      query.setString(1, reader);
      query.setLong(2, number);
      query.setInt(3, limit);
      return messages(query);
    }
  }

  /** All of some subjects up to {@code number}, in order. */
  static List<Message> of(
      Connection connection, String reader, Collection<String> subjects, long number)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM routes.message WHERE reader = ? AND number <= ? AND parked_at IS NULL"
                + " AND subject = ANY (?) ORDER BY number")) {
      query.setString(1, reader);
      query.setLong(2, number);
      query.setArray(3, connection.createArrayOf("text", subjects.toArray()));
      return messages(query);
    }
  }

  /** Subjects that have a letter. */
  static Set<String> held(Connection connection, String reader) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT subject FROM routes.message WHERE parked_at IS NOT NULL AND reader = ?")) {
      query.setString(1, reader);
      Set<String> held = new HashSet<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          held.add(rows.getString(1));
        }
      }
      return held;
    }
  }

  static void delete(Connection connection, String reader, Collection<Long> numbers)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM routes.message WHERE reader = ? AND number = ANY (?)")) {
      Array array = connection.createArrayOf("bigint", numbers.toArray());
      delete.setString(1, reader);
      delete.setArray(2, array);
      delete.executeUpdate();
    }
  }

  /** Deletes all of a reader, unless some node follows for it again. */
  static void forget(Connection connection, String reader) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM routes.message m WHERE reader = ? AND NOT EXISTS"
                + " (SELECT 1 FROM routes.lease l WHERE l.reader = m.reader AND until > now())")) {
      delete.setString(1, reader);
      delete.executeUpdate();
    }
  }

  /** Whether it was still there. */
  static boolean park(
      Connection connection, String reader, long number, String cause, int attempts, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE routes.message SET parked_at = ?, cause = ?, attempts = ?"
                + " WHERE reader = ? AND number = ?")) {
      update.setObject(1, at.atOffset(ZoneOffset.UTC));
      update.setString(2, cause);
      update.setInt(3, attempts);
      update.setString(4, reader);
      update.setLong(5, number);
      return update.executeUpdate() == 1;
    }
  }

  private static List<Message> messages(PreparedStatement query) throws SQLException {
    List<Message> messages = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        messages.add(message(rows));
      }
    }
    return messages;
  }

  /** The row's {@link #COLUMNS}. */
  static Message message(ResultSet rows) throws SQLException {
    return new Message(
        rows.getLong(1),
        new Entry(
            new Cursor(rows.getLong(2), rows.getLong(3)),
            rows.getString(4),
            rows.getString(5),
            rows.getString(6),
            rows.getString(7),
            rows.getString(8),
            rows.getObject(9, OffsetDateTime.class).toInstant(),
            Json.map(rows.getString(10))));
  }
}
