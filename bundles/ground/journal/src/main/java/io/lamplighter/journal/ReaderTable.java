package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Readers.Status;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
    new Sql(
            connection,
            """
            INSERT INTO journal.reader AS old (name, xid, position, types)
            VALUES (?, ?::text::xid8, ?, ?)
            ON CONFLICT (name) DO UPDATE SET types = excluded.types
            WHERE old.types <> excluded.types
            """)
        .with(name)
        .with(EntryTable.values(begin))
        .array(types.stream().sorted().toList())
        .run();
  }

  /** Null when another node (or service of that name) is at it, or the row is gone. */
  static @Nullable Lease lock(Connection connection, String name) throws SQLException {
    return new Sql(
            connection,
            "SELECT xid, position, retry_at FROM journal.reader WHERE name = ?"
                + " FOR UPDATE SKIP LOCKED")
        .with(name)
        .first(row -> new Lease(EntryTable.cursor(row), row.maybeTime()));
  }

  static void move(Connection connection, String name, Cursor to) throws SQLException {
    new Sql(
            connection,
            "UPDATE journal.reader SET xid = ?::text::xid8, position = ?, failures = 0,"
                + " last_error = NULL, retry_at = NULL, seen_at = now() WHERE name = ?")
        .with(EntryTable.values(to))
        .with(name)
        .run();
  }

  /** Notes a failure, unless another node holds the row and so has better news. */
  static void failed(Connection connection, String name, String why, Instant retryAt)
      throws SQLException {
    new Sql(
            connection,
            "UPDATE journal.reader SET failures = failures + 1, last_error = ?, retry_at = ?"
                + " WHERE name = (SELECT name FROM journal.reader WHERE name = ?"
                + " FOR UPDATE SKIP LOCKED)")
        .with(why, retryAt, name)
        .run();
  }

  /** Notes that these run; of one whose batch is being handled its cursor will tell. */
  static void seen(Connection connection, Set<String> names) throws SQLException {
    new Sql(
            connection,
            "UPDATE journal.reader SET seen_at = now() WHERE name IN"
                + " (SELECT name FROM journal.reader WHERE name = ANY (?)"
                + " FOR UPDATE SKIP LOCKED)")
        .array(names)
        .run();
  }

  /** Whether there was one that does not run. */
  static boolean forget(Connection connection, String name) throws SQLException {
    return new Sql(connection, "DELETE FROM journal.reader r WHERE name = ? AND NOT " + RUNS)
            .with(name)
            .run()
        == 1;
  }

  static List<Status> all(Connection connection, Set<String> present, Instant now)
      throws SQLException {
    return new Sql(
            connection,
            "SELECT r.name, "
                + RUNS
                + """
            , r.xid, r.position, b.n, b.oldest, r.failures, r.last_error, r.retry_at
             FROM journal.reader r CROSS JOIN LATERAL (
              SELECT count(*) AS n, min(time) AS oldest FROM (
                SELECT type, time FROM journal.entry e
                WHERE (e.xid, e.position) > (r.xid, r.position)
                ORDER BY e.xid, e.position LIMIT ?) next
              WHERE cardinality(r.types) = 0 OR type = ANY (r.types)) b
            ORDER BY r.name
            """)
        .with(MAX_BEHIND)
        .list(
            row -> {
              String name = row.text();
              return new Status(
                  name,
                  row.is() || present.contains(name),
                  EntryTable.cursor(row),
                  row.number(),
                  lag(row.maybeTime(), now),
                  row.count(),
                  row.maybeText(),
                  row.maybeTime());
            });
  }

  private static Duration lag(@Nullable Instant oldest, Instant now) {
    return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
  }
}
