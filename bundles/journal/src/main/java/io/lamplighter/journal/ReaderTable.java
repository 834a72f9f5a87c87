package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Readers.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The followers' cursors, {@code journal.reader}. */
final class ReaderTable {
  private static final int MAX_BEHIND = 100_000;

  /** Every node notes what it runs many times as often. */
  private static final String RUNS = "coalesce(r.seen_at > now() - interval '30 s', false)";

  private ReaderTable() {}

  /** A cursor whose row is locked until the transaction ends. */
  record Lease(Cursor cursor, @Nullable Instant retryAt) {}

  /** Makes the reader's row unless there is one, and notes which types it wants. */
  static void register(Connection connection, String name, Cursor begin, Set<String> types)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO journal.reader AS old (name, xid, position, types)
            VALUES (?, ?::text::xid8, ?, ?)
            ON CONFLICT (name) DO UPDATE SET types = excluded.types
            WHERE old.types <> excluded.types
            """)) {
      insert.setString(1, name);
      EntryTable.bind(insert, begin, 2);
      insert.setArray(
          4, connection.createArrayOf("text", types.stream().sorted().toArray(String[]::new)));
      insert.executeUpdate();
    }
  }

  /** Null when another node (or service of that name) is at it, or the row is gone. */
  static @Nullable Lease lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT xid, position, retry_at FROM journal.reader WHERE name = ?"
                + " FOR UPDATE SKIP LOCKED")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? new Lease(EntryTable.cursor(rows), instant(rows, 3)) : null;
      }
    }
  }

  static void move(Connection connection, String name, Cursor to) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE journal.reader SET xid = ?::text::xid8, position = ?, failures = 0,"
                + " last_error = NULL, retry_at = NULL, seen_at = now() WHERE name = ?")) {
      int next = EntryTable.bind(update, to, 1);
      update.setString(next, name);
      update.executeUpdate();
    }
  }

  /** Notes a failure, unless another node holds the row and so has better news. */
  static void failed(Connection connection, String name, String why, Instant retryAt)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE journal.reader SET failures = failures + 1, last_error = ?, retry_at = ?"
                + " WHERE name = (SELECT name FROM journal.reader WHERE name = ?"
                + " FOR UPDATE SKIP LOCKED)")) {
      update.setString(1, why);
      update.setObject(2, retryAt.atOffset(ZoneOffset.UTC));
      update.setString(3, name);
      update.executeUpdate();
    }
  }

  /** Notes that these run; of one whose batch is being handled its cursor will tell. */
  static void seen(Connection connection, Set<String> names) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE journal.reader SET seen_at = now() WHERE name IN"
                + " (SELECT name FROM journal.reader WHERE name = ANY (?)"
                + " FOR UPDATE SKIP LOCKED)")) {
      update.setArray(1, connection.createArrayOf("text", names.toArray()));
      update.executeUpdate();
    }
  }

  /** Whether there was one that does not run. */
  static boolean forget(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM journal.reader r WHERE name = ? AND NOT " + RUNS)) {
      delete.setString(1, name);
      return delete.executeUpdate() == 1;
    }
  }

  static List<Status> all(Connection connection, Set<String> present, Instant now)
      throws SQLException {
    List<Status> all = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT r.xid, r.position, r.name, r.failures, r.last_error, r.retry_at, b.n, b.oldest, "
                + RUNS
                + """
             FROM journal.reader r CROSS JOIN LATERAL (
              SELECT count(*) AS n, min(time) AS oldest FROM (
                SELECT type, time FROM journal.entry e
                WHERE (e.xid, e.position) > (r.xid, r.position)
                ORDER BY e.xid, e.position LIMIT ?) next
              WHERE cardinality(r.types) = 0 OR type = ANY (r.types)) b
            ORDER BY r.name
            """)) {
      query.setInt(1, MAX_BEHIND);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Instant oldest = instant(rows, 8);
          Duration lag = oldest == null ? Duration.ZERO : Duration.between(oldest, now);
          all.add(
              new Status(
                  rows.getString(3),
                  present.contains(rows.getString(3)) || rows.getBoolean(9),
                  EntryTable.cursor(rows),
                  rows.getLong(7),
                  lag.isNegative() ? Duration.ZERO : lag,
                  rows.getInt(4),
                  rows.getString(5),
                  instant(rows, 6)));
        }
      }
    }
    return all;
  }

  private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
