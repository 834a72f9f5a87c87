package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
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

  /** Of a source, as an event names it. */
  static final String PREFIX = "/lamplighter/";

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
      SELECT 0 AS looked, xid, position, type, subject, region, actor, source, time, data
      FROM wanted
      UNION ALL
      (SELECT (SELECT count(*) FROM looked), xid, position, '', '', '', '', '', time, NULL
       FROM looked ORDER BY xid DESC, position DESC LIMIT 1)
      ORDER BY looked, xid, position
      """;

  private EntryTable() {}

  /** Wanted entries after {@code after}, at most {@code limit}, below the horizon. */
  static Glimpse window(
      Connection connection, Cursor after, Set<String> types, String region, int limit)
      throws SQLException {
    boolean all = types.isEmpty() && region.isEmpty();
    int scan = all ? limit : Math.max(limit, SCAN);
    Set<String> wanted = types.isEmpty() ? null : types;
    List<Entry> entries = new ArrayList<>();
    List<Glimpse> looked = new ArrayList<>();
    new Sql(connection, String.format(Locale.ROOT, WINDOW, scan, limit))
        .with(values(after))
        .array(wanted)
        .array(wanted)
        .with(region)
        .each(
            row -> {
              int count = row.count();
              if (count == 0) {
                entries.add(entry(row));
              } else {
                looked.add(new Glimpse(entries, cursor(row), count == scan));
              }
            });
    if (entries.size() == limit) {
      return new Glimpse(entries, entries.get(limit - 1).cursor(), true);
    }
    return looked.isEmpty() ? new Glimpse(entries, after, false) : looked.get(0);
  }

  /**
   * In the order in which they were written: whoever waits for a subject's row writes after the one
   * he waited for, though his transaction may have begun before.
   */
  static List<Entry> about(Connection connection, String subject, int limit) throws SQLException {
    return new Sql(
            connection,
            "SELECT " + COLUMNS + " FROM journal.entry WHERE subject = ? ORDER BY position LIMIT ?")
        .with(subject, limit)
        .list(EntryTable::entry);
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

  /** The newest entry of all, also above the horizon. */
  static Cursor last(Connection connection) throws SQLException {
    Cursor last =
        one(
            connection,
            "SELECT xid, position FROM journal.entry ORDER BY xid DESC, position DESC LIMIT 1");
    return last == null ? Cursor.START : last;
  }

  /** How many entries there are where the block has its own. */
  static int count(Connection connection, Block block) throws SQLException {
    return new Sql(
            connection,
            "SELECT count(*) FROM journal.entry WHERE "
                + AFTER.replace(">", ">=")
                + " AND "
                + AFTER.replace(">", "<="))
        .with(values(block.head().first()))
        .with(values(block.head().last()))
        .only(Row::count);
  }

  /** What has come below the horizon after {@code after}, and whether there is more above it. */
  static Rise rise(Connection connection, Cursor after) throws SQLException {
    Rise rise = new Rise(after);
    new Sql(
            connection,
            "SELECT xid, position, type, xid < "
                + HORIZON
                + " FROM journal.entry WHERE "
                + AFTER
                + " ORDER BY xid, position LIMIT "
                + RISE)
        .with(values(after))
        .each(
            row -> {
              Cursor cursor = cursor(row);
              String type = row.text();
              if (row.is() && !rise.hidden()) {
                rise.add(cursor, type);
              } else {
                rise.hide();
              }
            });
    return rise;
  }

  /**
   * Whether there is an entry from a transaction that this server has yet to come to: the rows came
   * from another server without its transaction counter.
   */
  static boolean ahead(Connection connection) throws SQLException {
    return new Sql(
            connection,
            "SELECT 1 FROM journal.entry"
                + " WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1")
        .isThere();
  }

  /** A cursor as {@code (?::text::xid8, ?)} takes it. */
  static Object[] values(Cursor cursor) {
    return new Object[] {Long.toString(cursor.xid()), cursor.position()};
  }

  static Cursor cursor(Row row) throws SQLException {
    return new Cursor(row.number(), row.number());
  }

  private static @Nullable Cursor one(Connection connection, String sql) throws SQLException {
    return new Sql(connection, sql).first(EntryTable::cursor);
  }

  static Entry entry(Row row) throws SQLException {
    return new Entry(
        cursor(row),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        PREFIX + row.text(),
        row.time(),
        Json.read(row.text()));
  }
}
