package io.lamplighter.indices;

import io.lamplighter.indices.MonthReport.Remark;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A region's month as rows. */
record MonthTable(Connection connection, String region, YearMonth month, ZoneId zone) {
  /**
   * @param version 0 while nobody has said anything of it
   * @param content null while it is open
   */
  record Kept(long version, @Nullable String content) {}

  private static final Kept NOTHING = new Kept(0, null);

  private String day() {
    return month.atDay(1).toString();
  }

  private Kept find(String lock) throws SQLException {
    Kept kept =
        new Sql(
                connection,
                "select version, content from indices.month"
                    + " where region = ? and month = ?::date"
                    + lock)
            .with(region, day())
            .first(row -> new Kept(row.number(), row.maybeText()));
    return kept == null ? NOTHING : kept;
  }

  Kept find() throws SQLException {
    return find("");
  }

  /** As it is, and nobody else changes it until the transaction ends. */
  Kept locked() throws SQLException {
    int made =
        new Sql(
                connection,
                "insert into indices.month (region, month, version) values (?, ?::date, 0)"
                    + " on conflict do nothing")
            .with(region, day())
            .run();
    return made > 0 ? NOTHING : find(" for update");
  }

  /**
   * @return its new version
   */
  long grown() throws SQLException {
    return new Sql(
            connection,
            "update indices.month set version = version + 1 where region = ? and month = ?::date"
                + " returning version")
        .with(region, day())
        .only(Row::number);
  }

  /**
   * @return its new version
   */
  long close(Instant at, String by, String content) throws SQLException {
    return new Sql(
            connection,
            "update indices.month set version = version + 1, closed_at = ?, closed_by = ?,"
                + " content = ? where region = ? and month = ?::date returning version")
        .with(at, by, content, region, day())
        .only(Row::number);
  }

  /** That of the month as a whole first, then by index. */
  List<Remark> remarks() throws SQLException {
    return new Sql(
            connection,
            "select index, text, written_by, written_at from indices.remark"
                + " where region = ? and month = ?::date order by index")
        .with(region, day())
        .list(
            row -> {
              String index = row.text();
              return new Remark(
                  index.isEmpty() ? null : index, row.text(), row.text(), written(row.time()));
            });
  }

  /** As documents show it. */
  String written(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime().toString();
  }

  /**
   * @param text null to take it away
   */
  void remark(@Nullable String index, @Nullable String text, String by, Instant at)
      throws SQLException {
    String about = Objects.requireNonNullElse(index, "");
    if (text == null) {
      new Sql(
              connection,
              "delete from indices.remark where region = ? and month = ?::date and index = ?")
          .with(region, day(), about)
          .run();
      return;
    }
    new Sql(
            connection,
            "insert into indices.remark (region, month, index, text, written_by, written_at)"
                + " values (?, ?::date, ?, ?, ?, ?) on conflict (region, month, index) do update"
                + " set text = excluded.text, written_by = excluded.written_by,"
                + " written_at = excluded.written_at")
        .with(region, day(), about, text, by, at)
        .run();
  }
}
