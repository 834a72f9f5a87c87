package io.lamplighter.store;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that go, or are emptied of what is personal, when they have been kept long
 * enough.
 *
 * @param table with its schema
 * @param days how long they are kept, unless the company says otherwise
 * @param key under which it says so in the bundle's configuration, null when it has no say
 * @param since SQL of the time from which on they are kept
 * @param emptied SQL of what a row is set to, as in {@code phone = null}; null when the row goes
 * @param when SQL of further conditions; an emptied row does not fulfil them any more
 */
record RetentionRule(
    String table,
    int days,
    @Nullable String key,
    String since,
    @Nullable String emptied,
    String when) {
  static final int AT_ONCE = 1_000;

  /**
   * What one step has done.
   *
   * @param oldest since when the oldest of these rows had been kept, null without rows
   */
  record Step(int rows, @Nullable Instant oldest) {
    static final Step NONE = new Step(0, null);
  }

  /** One step: at most {@link #AT_ONCE} rows, and none that another transaction holds. */
  Step apply(Connection connection, Instant before) throws SQLException {
    String change =
        emptied == null ? "delete from " + table : "update " + table + " set " + emptied;
    String sql =
        String.format(
            Locale.ROOT,
            """
            with old as (
              select ctid, (%s)::timestamptz as since from %s where (%1$s) < ?::timestamptz and (%s)
               limit %d for update skip locked),
            gone as (%s where ctid = any (array(select ctid from old)) returning 1)
            select (select count(*) from gone), (select min(since) from old)\
            """,
            since,
            table,
            when,
            AT_ONCE,
            change);
    return new Sql(connection, sql)
        .with(before)
        .only(row -> new Step(row.count(), row.maybeTime()));
  }
}
