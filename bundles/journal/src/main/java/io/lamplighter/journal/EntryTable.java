package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code journal.entry}. Every statement that gives entries to a follower has the horizon in
 * its own snapshot: below the oldest transaction that is still running nothing can appear any more,
 * and what a transaction has written is either all visible or not there.
 */
final class EntryTable {
  /** Entries looked through at once for those of some types or region. */
  static final int SCAN = 2_000;

  /** How many entries the tide counts at once. */
  static final int RISE = 1_000;

  static final String HORIZON = "pg_snapshot_xmin(pg_current_snapshot())";
  private static final String AFTER = "(xid, position) > (?::text::xid8, ?)";
  private static final String COLUMNS =
      "xid, position, type, subject, region, actor, source, time, data";

  private static final String WINDOW =
      """
      WITH looked AS MATERIALIZED (
        SELECT * FROM journal.entry
        WHERE (xid, position) > (?::text::xid8, ?) AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid, position LIMIT %d),
      wanted AS (
        SELECT * FROM looked
        WHERE (?::text[] IS NULL OR type = ANY (?::text[])) AND starts_with(region, ?)
        ORDER BY xid, position LIMIT %d)
      SELECT xid, position, type, subject, region, actor, source, time, data, 0 AS looked
      FROM wanted
      UNION ALL
      (SELECT xid, position, '', '', '', '', '', time, NULL, (SELECT count(*) FROM looked)
       FROM looked ORDER BY xid DESC, position DESC LIMIT 1)
      ORDER BY looked, xid, position
      """;

  private EntryTable() {}

  /** Wanted entries after {@code after}, at most {@code limit}, below the horizon. */
  static Window window(
      Connection connection, Cursor after, Set<String> types, String region, int limit)
      throws SQLException {
    boolean all = types.isEmpty() && region.isEmpty();
    int scan = all ? limit : Math.max(limit, SCAN);
    List<Entry> entries = new ArrayList<>();
    Cursor reached = after;
    boolean more = false;
    try (PreparedStatement query =
        connection.prepareStatement(String.format(Locale.ROOT, WINDOW, scan, limit))) {
      int next = bind(query, after, 1);
      String[] wanted = types.isEmpty() ? null : types.toArray(String[]::new);
      query.setArray(next++, wanted == null ? null : connection.createArrayOf("text", wanted));
      query.setArray(next++, wanted == null ? null : connection.createArrayOf("text", wanted));
      query.setString(next, region);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          int looked = rows.getInt(10);
          if (looked == 0) {
            entries.add(entry(rows));
          } else {
            more = looked == scan;
            reached = cursor(rows);
          }
        }
      }
    }
    if (entries.size() == limit) {
      return new Window(entries, entries.get(limit - 1).cursor(), true);
    }
    return new Window(entries, reached, more);
  }

  static List<Entry> about(Connection connection, String subject, int limit) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM journal.entry WHERE subject = ? ORDER BY xid, position LIMIT ?")) {
      query.setString(1, subject);
      query.setInt(2, limit);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows));
        }
      }
      return entries;
    }
  }

  /** The newest entry below the horizon. */
  static Cursor end(Connection connection) throws SQLException {
    Cursor end =
        one(
            connection,
            "SELECT xid, position FROM journal.entry WHERE xid < "
                + HORIZON
                + " ORDER BY xid DESC, position DESC LIMIT 1");
    return end == null ? Cursor.START : end;
  }

  /** What has come below the horizon after {@code after}, and whether there is more above it. */
  static Rise rise(Connection connection, Cursor after) throws SQLException {
    Rise rise = new Rise(after);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT xid, position, type, xid < "
                + HORIZON
                + " FROM journal.entry WHERE "
                + AFTER
                + " ORDER BY xid, position LIMIT "
                + RISE)) {
      bind(query, after, 1);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next() && !rise.hidden()) {
          if (rows.getBoolean(4)) {
            rise.add(cursor(rows), rows.getString(3));
          } else {
            rise.hide();
          }
        }
      }
    }
    return rise;
  }

  /**
   * Whether there is an entry from a transaction that this server has yet to come to: the rows came
   * from another server without its transaction counter.
   */
  static boolean ahead(Connection connection) throws SQLException {
    return one(
            connection,
            "SELECT xid, position FROM journal.entry"
                + " WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1")
        != null;
  }

  static int bind(PreparedStatement query, Cursor cursor, int column) throws SQLException {
    query.setString(column, Long.toString(cursor.xid()));
    query.setLong(column + 1, cursor.position());
    return column + 2;
  }

  static Cursor cursor(ResultSet rows) throws SQLException {
    return new Cursor(rows.getLong(1), rows.getLong(2));
  }

  private static @Nullable Cursor one(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? cursor(rows) : null;
    }
  }

  private static Entry entry(ResultSet rows) throws SQLException {
    return new Entry(
        cursor(rows),
        rows.getString(3),
        rows.getString(4),
        rows.getString(5),
        rows.getString(6),
        "/lamplighter/" + rows.getString(7),
        rows.getObject(8, OffsetDateTime.class).toInstant(),
        Json.read(rows.getString(9)));
  }
}
