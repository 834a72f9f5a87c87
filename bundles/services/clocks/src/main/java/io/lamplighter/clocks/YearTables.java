package io.lamplighter.clocks;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The official years that were brought in ({@code calendar_year}); one row each. */
final class YearTables {
  private final UnitOfWork work;
  private volatile Years last = Years.NONE;

  YearTables(UnitOfWork work) {
    this.work = work;
  }

  private record Kept(String name, int year, long version, String text) {}

  /** All of them; read again only when there is another version. */
  Years all() {
    Years known = last;
    Optional<Years> news =
        work.call(
            transaction -> {
              Connection connection = transaction.connection();
              long version =
                  new Sql(connection, "select coalesce(max(version), 0) from clocks.calendar_year")
                      .only(Row::number);
              return version == known.version()
                  ? Optional.<Years>empty()
                  : Optional.of(read(connection, version));
            });
    news.ifPresent(years -> last = years);
    return news.orElse(known);
  }

  private static Years read(Connection connection, long version) throws SQLException {
    List<Kept> rows =
        new Sql(connection, "select name, year, version, body from clocks.calendar_year")
            .list(row -> new Kept(row.text(), row.count(), row.number(), row.text()));
    Years years = new Years(Map.of(), version);
    for (Kept row : rows) {
      years = years.with(row.name(), imported(row.name(), row.year(), row.text(), row.version()));
    }
    return years;
  }

  /**
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Years.Imported imported(String name, int year, String text, long version) {
    DataFile file = DataFile.parse(CalendarYear.file(name, year), text, CalendarYear.COLUMNS);
    return new Years.Imported(CalendarYear.of(year, file), text, version);
  }

  /**
   * The version of a year that was brought in, under a lock until the transaction ends; 0 for none.
   */
  static long lock(Connection connection, String name, int year) throws SQLException {
    new Sql(connection, "lock table clocks.calendar_year in share row exclusive mode").call();
    Long version =
        new Sql(connection, "select version from clocks.calendar_year where name = ? and year = ?")
            .with(name, year)
            .first(Row::number);
    return version == null ? 0 : version;
  }

  /** Its new version. */
  static long put(
      Connection connection, String name, int year, String text, String actor, Instant at)
      throws SQLException {
    return new Sql(
            connection,
            "insert into clocks.calendar_year (name, year, version, body, actor, at)"
                + " values (?, ?, (select coalesce(max(version), 0) + 1 from clocks.calendar_year), ?, ?, ?)"
                + " on conflict (name, year) do update set version = excluded.version,"
                + " body = excluded.body, actor = excluded.actor, at = excluded.at returning version")
        .with(name, year, text, actor, at)
        .only(Row::number);
  }
}
