package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.PlanFact;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a station's day was last planned by itself.
 *
 * @param version of the plan then
 * @param at when that was begun: what comes up while it goes on is seen to the next time
 * @param because evening, waiting or changed
 * @param placed orders that were given to a crew, or to another
 * @param moved promises that became others
 * @param left orders for which there was no place
 */
record BuiltPlan(
    String station,
    LocalDate day,
    long version,
    Instant at,
    String because,
    int placed,
    int moved,
    int left) {
  private static final String SELECT =
      "select station, day::text, version, built_at, because, placed, moved, left_out"
          + " from dispatch.built_plan ";

  private static BuiltPlan read(Row row) throws SQLException {
    return new BuiltPlan(
        row.text(),
        LocalDate.parse(row.text()),
        row.number(),
        row.time(),
        row.text(),
        row.count(),
        row.count(),
        row.count());
  }

  /** Null when it never was. */
  static @Nullable BuiltPlan find(Connection connection, String station, LocalDate day)
      throws SQLException {
    return new Sql(connection, SELECT + "where station = ? and day = ?::date")
        .with(station, day.toString())
        .first(BuiltPlan::read);
  }

  /** Whether nothing was done, and nobody waits that did not before. */
  boolean isNothingNew(@Nullable BuiltPlan before) {
    return before != null
        && !because.equals("evening")
        && placed == 0
        && moved == 0
        && left == before.left;
  }

  void keep(Connection connection) throws SQLException {
    new Sql(
            connection,
            """
            insert into dispatch.built_plan
              (station, day, version, built_at, because, placed, moved, left_out)
            values (?, ?::date, ?, ?, ?, ?, ?, ?)
            on conflict (station, day) do update
               set version = excluded.version, built_at = excluded.built_at,
                   because = excluded.because, placed = excluded.placed,
                   moved = excluded.moved, left_out = excluded.left_out""")
        .with(station, day.toString(), version, at, because, placed, moved, left)
        .run();
  }

  /** As it is told. */
  PlanFact.Built fact() {
    return new PlanFact.Built(station, day.toString(), version, because, placed, moved, left);
  }
}
