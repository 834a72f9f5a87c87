package io.lamplighter.indices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables say: sums of places and steps, and the cases behind them. */
record FigureTable(Connection connection, Index index, ZoneId zone) {
  /**
   * What a place comes to in a step.
   *
   * @param cell empty when none is known
   * @param begin null without steps
   */
  record Sum(
      String region,
      String cell,
      @Nullable Instant begin,
      long cases,
      long waiting,
      double total) {}

  /**
   * @param cell empty when none is known
   */
  record Spot(String region, String cell) {}

  private record Where(StringBuilder words, List<Object> values) {
    void add(String condition, @Nullable Object value) {
      if (value != null) {
        words.append(" and ").append(condition);
        values.add(value);
      }
    }
  }

  private Where where(@Nullable String part, String region) {
    Where where =
        new Where(
            new StringBuilder("index = ? and edition = ? and starts_with(region, ?)"),
            new ArrayList<>(List.of(index.code(), index.edition(), region)));
    where.add("part = ?", part);
    return where;
  }

  /** Of days and longer by the tallies, of hours by the cases. */
  List<Sum> sums(FigureQuery query, String region) throws SQLException {
    Where where = where(query.part(), region);
    boolean hours = "hour".equals(query.step());
    if (hours) {
      where.add("at >= ?", begin(query.from()));
      where.add("at < ?", begin(query.to().plusDays(1)));
    } else {
      where.add("day >= ?::date", query.from().toString());
      where.add("day <= ?::date", query.to().toString());
    }
    String step = query.step();
    if (hours) {
      return new Sql(
              connection,
              "select region, cell, date_trunc('hour', at, ?) as begins, count(value),"
                  + " count(*) - count(value), coalesce(sum(value), 0) from indices.counted where "
                  + where.words()
                  + " group by region, cell, begins")
          .with(zone.getId())
          .with(where.values().toArray())
          .list(
              row ->
                  new Sum(
                      row.text(),
                      row.text(),
                      row.time(),
                      row.number(),
                      row.number(),
                      row.decimal()));
    }
    String begins = step == null ? "null::text" : "date_trunc('" + step + "', day)::date::text";
    return new Sql(
            connection,
            "select region, cell, "
                + begins
                + ", sum(cases)::bigint, sum(waiting)::bigint, sum(total) from indices.tally where "
                + where.words()
                + " group by 1, 2, 3")
        .with(where.values().toArray())
        .list(
            row ->
                new Sum(
                    row.text(),
                    row.text(),
                    day(row.maybeText()),
                    row.number(),
                    row.number(),
                    row.decimal()));
  }

  private @Nullable Instant day(@Nullable String written) {
    return written == null ? null : begin(LocalDate.parse(written));
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** What it has been counted for. */
  List<String> parts() throws SQLException {
    // Each part by one step into the index: there are few parts, and millions of rows.
    return new Sql(
            connection,
            """
            with recursive known (part) as (
              (select part from indices.tally where index = ? and edition = ? and part > ''
                order by part limit 1)
              union all
              select (select t.part from indices.tally t
                       where t.index = ? and t.edition = ? and t.part > known.part
                       order by t.part limit 1)
                from known where known.part is not null)
            select part from known where part is not null""")
        .with(index.code(), index.edition(), index.code(), index.edition())
        .list(row -> row.text());
  }

  /** Where anything counts in that time. */
  List<Spot> spots(CaseQuery query, String region) throws SQLException {
    Where where = where(query.part(), region);
    where.add("day >= ?::date", query.from().toString());
    where.add("day <= ?::date", query.to().toString());
    return new Sql(
            connection, "select distinct region, cell from indices.tally where " + where.words())
        .with(where.values().toArray())
        .list(row -> new Spot(row.text(), row.text()));
  }

  /**
   * @param spots only those there; null for all
   */
  List<Case> cases(CaseQuery query, String region, @Nullable List<Spot> spots) throws SQLException {
    Where where = where(query.part(), region);
    where.add("at >= ?", begin(query.from()));
    where.add("at < ?", begin(query.to().plusDays(1)));
    if (query.missed() != null) {
      where.words().append(query.missed() ? " and value = 0" : " and value > 0");
    }
    if (query.waiting() != null) {
      where.words().append(query.waiting() ? " and value is null" : " and value is not null");
    }
    String after = query.after();
    if (after != null) {
      int mark = Math.max(0, after.indexOf('_'));
      where.words().append(" and (at, id) < (?, ?)");
      where.values().add(time(after.substring(0, mark)));
      where.values().add(after.substring(mark + 1));
    }
    Sql sql =
        new Sql(
                connection,
                "select"
                    + CaseBook.COLUMNS
                    + "from indices.counted where "
                    + where.words()
                    + (spots == null
                        ? ""
                        : " and (region, cell) in (select * from unnest(?::text[], ?::text[]))")
                    + " order by at desc, id desc limit ?")
            .with(where.values().toArray());
    if (spots != null) {
      sql.array(spots, Spot::region).array(spots, Spot::cell);
    }
    return sql.with(query.limit() + 1).list(CaseBook::read);
  }

  static String cursor(Case last) {
    return last.at() + "_" + last.id();
  }

  private static Instant time(String written) {
    try {
      return Instant.parse(written);
    } catch (DateTimeException e) {
      throw new Refusal.Invalid("/after", "must be the next of a page", "须为上一页的 next");
    }
  }
}
