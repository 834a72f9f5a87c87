package io.lamplighter.accountability;

import io.lamplighter.api.accountability.ClosingFact;
import io.lamplighter.api.accountability.ClosingFact.Figure;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The month's close (月结): what happened in it is counted by its steps, and fixed. */
final class MonthClosing {
  private final Tools tools;

  MonthClosing(Tools tools) {
    this.tools = tools;
  }

  /** A figure, of a region. */
  record OfRegion(String region, Figure figure) {}

  private static final String COUNT =
      "select f.region, f.event,"
          + " count(*) filter (where s.act = 'opened'),"
          + " count(*) filter (where s.act = 'final' and s.level > 0),"
          + " count(*) filter (where s.act = 'final' and s.level = 0),"
          + " count(*) filter (where s.act = 'appealed'),"
          + " count(*) filter (where s.act = 'changed'),"
          + " count(*) filter (where s.act = 'annulled'),"
          + " count(*) filter (where s.act = 'final' and s.level = 1),"
          + " count(*) filter (where s.act = 'final' and s.level = 2),"
          + " count(*) filter (where s.act = 'final' and s.level = 3),"
          + " count(*) filter (where s.act = 'final' and s.level = 4)"
          + " from accountability.step s join accountability.file f on f.no = s.file"
          + " where s.month = ?::date"
          + " and s.act in ('opened', 'final', 'appealed', 'changed', 'annulled')"
          + " group by f.region, f.event order by f.region, f.event";

  private static OfRegion figure(Row row) throws SQLException {
    return new OfRegion(
        row.text(),
        new Figure(
            row.text(),
            row.number(),
            row.number(),
            row.number(),
            row.number(),
            row.number(),
            row.number(),
            List.of(row.number(), row.number(), row.number(), row.number())));
  }

  /** What happened in a month up to now, by region and class of event. */
  static List<OfRegion> count(Connection connection, YearMonth month) throws SQLException {
    return new Sql(connection, COUNT).with(month.atDay(1).toString()).list(MonthClosing::figure);
  }

  /** As it was fixed; empty for a month that is not closed, or in which nothing happened. */
  static List<OfRegion> fixed(Connection connection, YearMonth month) throws SQLException {
    return new Sql(
            connection,
            "select region, event, opened, upheld, rejected, appealed, changed, annulled, level1,"
                + " level2, level3, level4 from accountability.month_close where month = ?::date"
                + " order by region, event")
        .with(month.atDay(1).toString())
        .list(MonthClosing::figure);
  }

  /**
   * Closes the next month that is over.
   *
   * @return whether there was one
   */
  boolean close() {
    LocalDate now = tools.day(tools.now()).withDayOfMonth(1);
    LocalDate due = tools.work().find(t -> next(t.connection()));
    if (due == null || !due.isBefore(now)) {
      return false;
    }
    tools.work().run(t -> close(t, due));
    return true;
  }

  private static @Nullable LocalDate next(Connection connection) throws SQLException {
    LocalDate closed = new Months(connection).closed();
    if (closed != null) {
      return closed.plusMonths(1);
    }
    String first =
        new Sql(connection, "select month::text from accountability.step order by month limit 1")
            .first(Row::text);
    return first == null ? null : LocalDate.parse(first);
  }

  private void close(Transaction transaction, LocalDate month) throws SQLException {
    Connection connection = transaction.connection();
    Months months = new Months(connection);
    months.stop();
    if (!month.equals(next(connection))) {
      return;
    }
    Map<String, List<Figure>> regions = new TreeMap<>();
    for (OfRegion one : count(connection, YearMonth.from(month))) {
      regions.computeIfAbsent(one.region(), region -> new ArrayList<>()).add(one.figure());
      fix(connection, month, one);
    }
    String written = YearMonth.from(month).toString();
    regions.forEach(
        (region, figures) ->
            tools.tell(
                transaction,
                new ClosingFact.MonthClosed(written, region, figures),
                region + "/" + written,
                region,
                Tools.SELF.actor()));
    months.close("month", month);
  }

  private static void fix(Connection connection, LocalDate month, OfRegion one)
      throws SQLException {
    Figure figure = one.figure();
    Sql insert =
        new Sql(
                connection,
                "insert into accountability.month_close (month, region, event, opened, upheld,"
                    + " rejected, appealed, changed, annulled, level1, level2, level3, level4)"
                    + " values (?::date, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .with(month.toString(), one.region(), figure.event(), figure.opened())
            .with(figure.upheld(), figure.rejected(), figure.appealed(), figure.changed())
            .with(figure.annulled());
    figure.levels().forEach(insert::with);
    insert.run();
  }
}
