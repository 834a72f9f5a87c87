package io.lamplighter.journal;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each caller was shown within a day, each number once however often he looks. */
final class SeenTable {
  /**
   * How much somebody has been shown.
   *
   * @param oldest when the first of it was shown, null for nothing
   */
  record Held(long count, @Nullable Instant oldest) {}

  private final Connection connection;
  private final String caller;

  SeenTable(Connection connection, String caller) {
    this.connection = connection;
    this.caller = caller;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** One look of a caller at a time, so that many at once see no more than one after the other. */
  void lock() throws SQLException {
    sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").with("look " + caller).call();
  }

  /** How many of the numbers he was not shown since. */
  long fresh(String what, Collection<String> numbers, Instant since) throws SQLException {
    return sql("""
            select count(distinct n) from unnest(?::text[]) n
             where not exists (select from journal.seen s
                                where s.caller = ? and s.what = ? and s.number = n
                                  and s.at > ?)""")
        .array(numbers)
        .with(caller, what, since)
        .only(Row::number);
  }

  Held held(String what, Instant since) throws SQLException {
    return sql("select count(*), min(at) from journal.seen"
            + " where caller = ? and what = ? and at > ?")
        .with(caller, what, since)
        .only(row -> new Held(row.number(), row.maybeTime()));
  }

  /** What he was shown longer ago than {@code since} counts anew. */
  void keep(String what, Collection<String> numbers, Instant at, Instant since)
      throws SQLException {
    sql("""
            insert into journal.seen as s (caller, what, number, at)
            select distinct ?, ?, n, ?::timestamptz from unnest(?::text[]) n order by n
            on conflict (caller, what, number) do update set at = excluded.at
             where s.at <= ?""")
        .with(caller, what, at)
        .array(numbers)
        .with(since)
        .run();
  }

  /** Notes that he was stopped; whether that is news, after {@code since}. */
  boolean stop(String what, Instant at, Instant since) throws SQLException {
    return sql("""
            insert into journal.stopped as s (caller, what, at) values (?, ?, ?)
            on conflict (caller, what) do update set at = excluded.at
             where s.at <= ?""")
            .with(caller, what, at, since)
            .run()
        == 1;
  }

  /** Who was stopped since, and over what. */
  static List<String> stopped(Connection connection, Instant since, int most) throws SQLException {
    return new Sql(
            connection,
            "select caller, what from journal.stopped where at > ? order by at desc limit ?")
        .with(since, most)
        .list(row -> row.text() + " (" + row.text() + ")");
  }
}
