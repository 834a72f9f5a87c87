package io.lamplighter.accountability;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** In which month a step counts: its own, unless that is closed. */
record Months(Connection connection) {
  private static final String LOCK = "hashtextextended('accountability month', 0)";

  /** Whoever adds a step has this until he commits, so that no month is closed over his head. */
  void share() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock_shared(" + LOCK + ")").call();
  }

  /** Waits for all who add steps; nobody adds one until this transaction ends. */
  void stop() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(" + LOCK + ")").call();
  }

  LocalDate of(LocalDate day) throws SQLException {
    LocalDate closed = closed();
    LocalDate month = day.withDayOfMonth(1);
    return closed == null || month.isAfter(closed) ? month : closed.plusMonths(1);
  }

  /** The last month that is closed, by its first day; null before the first. */
  @Nullable LocalDate closed() throws SQLException {
    return until("month");
  }

  @Nullable LocalDate until(String what) throws SQLException {
    String day =
        new Sql(connection, "select until::text from accountability.closed where what = ?")
            .with(what)
            .first(Row::text);
    return day == null ? null : LocalDate.parse(day);
  }

  void close(String what, LocalDate until) throws SQLException {
    new Sql(
            connection,
            "insert into accountability.closed (what, until) values (?, ?::date)"
                + " on conflict (what) do update set until = excluded.until")
        .with(what, until.toString())
        .run();
  }
}
