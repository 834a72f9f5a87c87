package io.lamplighter.indices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.indices.Tallies.Total;
import io.lamplighter.kit.sql.Row;
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

/** What the tables say: sums of units and steps, and the cases behind them. */
record FigureTable(Connection connection, Index index, ZoneId zone) {
  private static final int MOST_PARTS = 500;

  /** Of days and longer by the tallies. */
  private static final String OF_DAYS =
      " sum(t.cases)::bigint, sum(t.waiting)::bigint, sum(t.total), sum(t.beyond)"
          + " from indices.tally t";

  /** Of hours by the cases. */
  private static final String OF_HOURS =
      " count(t.value) filter (where t.out_of > 0),"
          + " count(*) filter (where t.value is null and t.out_of > 0), coalesce(sum(t.value), 0),"
          + " coalesce(sum(t.out_of - 1) filter (where t.value is not null and t.out_of > 0), 0)"
          + " from indices.counted t";

  /**
   * What a unit comes to in a step.
   *
   * @param unit empty for all together
   * @param begin null without steps
   */
  record Sum(String unit, @Nullable Instant begin, Total total) {}

  /**
   * @param cell empty when none is known
   */
  record Spot(String region, String cell) {}

  /** A place, and the unit that it counts for. */
  record Place(Spot spot, String unit) {}

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
            new StringBuilder("t.index = ? and t.edition = ? and starts_with(t.region, ?)"),
            new ArrayList<>(List.of(index.code(), index.edition(), region)));
    where.add("t.part = ?", part);
    return where;
  }

  private void days(Where where, LocalDate from, LocalDate to) {
    where.add("t.day >= ?::date", from.toString());
    where.add("t.day <= ?::date", to.toString());
  }

  private void times(Where where, LocalDate from, LocalDate to) {
    where.add("t.at >= ?", begin(from));
    where.add("t.at < ?", begin(to.plusDays(1)));
  }

  /**
   * In order of unit and step.
   *
   * @param places only what is there, by its unit; null for all together
   * @param most as many, and one more when there are more
   */
  List<Sum> sums(FigureQuery query, String region, @Nullable List<Place> places, int most)
      throws SQLException {
    String step = query.step();
    boolean hours = "hour".equals(step);
    Where where = where(query.part(), region);
    if (hours) {
      times(where, query.from(), query.to());
    } else {
      days(where, query.from(), query.to());
    }
    String begins =
        step == null
            ? "null::timestamptz"
            : hours
                ? "date_trunc('hour', t.at, ?)"
                : "date_trunc('" + step + "', t.day::timestamp) at time zone ?";
    Sql sql =
        new Sql(
            connection,
            "select "
                + (places == null ? "''" : "p.unit")
                + ", "
                + begins
                + ","
                + (hours ? OF_HOURS : OF_DAYS)
                + (places == null
                    ? ""
                    : " join unnest(?::text[], ?::text[], ?::text[]) as p (region, cell, unit)"
                        + " on p.region = t.region and p.cell = t.cell")
                + " where "
                + where.words()
                + " group by 1, 2 order by 1, 2 limit ?");
    if (step != null) {
      sql.with(zone.getId());
    }
    if (places != null) {
      // Nobody tells the planner how many places there are: it would go through all for each case.
      new Sql(connection, "set local enable_nestloop = off").call();
      sql.array(places, one -> one.spot().region())
          .array(places, one -> one.spot().cell())
          .array(places, Place::unit);
    }
    return sql.with(where.values().toArray()).with(most + 1).list(FigureTable::sum);
  }

  private static Sum sum(Row row) throws SQLException {
    return new Sum(
        row.text(),
        row.maybeTime(),
        new Total(row.number(), row.number(), row.decimal(), row.decimal()));
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** What it has been counted for; {@value #MOST_PARTS} at most. */
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
            select part from known where part is not null limit ?""")
        .with(index.code(), index.edition(), index.code(), index.edition(), MOST_PARTS)
        .list(Row::text);
  }

  /** Where anything counts in that time. */
  List<Spot> spots(@Nullable String part, LocalDate from, LocalDate to, String region)
      throws SQLException {
    Where where = where(part, region);
    days(where, from, to);
    return new Sql(
            connection,
            "select distinct t.region, t.cell from indices.tally t where " + where.words())
        .with(where.values().toArray())
        .list(row -> new Spot(row.text(), row.text()));
  }

  /**
   * @param spots only those there; null for all
   */
  List<Case> cases(CaseQuery query, String region, @Nullable List<Spot> spots) throws SQLException {
    Where where = where(query.part(), region);
    times(where, query.from(), query.to());
    // A mark is in no figure.
    where.words().append(" and (t.out_of > 0 or t.value > 0)");
    if (query.missed() != null) {
      where.words().append(query.missed() ? " and t.value = 0" : " and t.value > 0");
    }
    if (query.waiting() != null) {
      where.words().append(query.waiting() ? " and t.value is null" : " and t.value is not null");
    }
    String after = query.after();
    if (after != null) {
      int mark = Math.max(0, after.indexOf('_'));
      where.words().append(" and (t.at, t.id) < (?, ?)");
      where.values().add(time(after.substring(0, mark), query));
      where.values().add(after.substring(mark + 1));
    }
    Sql sql =
        new Sql(
                connection,
                "select"
                    + CaseBook.COLUMNS
                    + "from indices.counted t where "
                    + where.words()
                    + (spots == null
                        ? ""
                        : " and (t.region, t.cell) in (select * from unnest(?::text[], ?::text[]))")
                    + " order by t.at desc, t.id desc limit ?")
            .with(where.values().toArray());
    if (spots != null) {
      sql.array(spots, Spot::region).array(spots, Spot::cell);
    }
    return sql.with(query.limit() + 1).list(CaseBook::read);
  }

  static String cursor(Case last) {
    return last.at() + "_" + last.id();
  }

  /** No cursor is outside of the time that is asked for. */
  private Instant time(String written, CaseQuery query) {
    try {
      Instant time = Instant.parse(written);
      if (!time.isBefore(begin(query.from())) && time.isBefore(begin(query.to().plusDays(1)))) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new Refusal.Invalid("/after", "must be the next of a page", "须为上一页的 next");
  }
}
