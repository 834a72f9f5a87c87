package io.lamplighter.accountability;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was told at the close of days, as it is listed. */
record DayCloses(Connection connection) {
  /**
   * @param day as {@code 2026-11-30}
   * @param unit the county; empty where none was known
   * @param open how many were open at its end
   * @param files numbers of those, 500 at most
   * @param told logins of who answers for the unit
   */
  record Day(
      String day,
      String unit,
      String region,
      long opened,
      long settled,
      long open,
      List<String> files,
      List<String> told) {
    static Day of(Row row) throws SQLException {
      return new Day(
          row.text(),
          row.text(),
          row.text(),
          row.number(),
          row.number(),
          row.number(),
          row.texts(),
          row.texts());
    }
  }

  /** The newest first, then by unit. */
  Page<Day> find(String region, @Nullable YearMonth month, @Nullable String after, int limit)
      throws SQLException {
    StringBuilder words =
        new StringBuilder(
            "select day::text, unit, region, opened, settled, open, files, told"
                + " from accountability.day_close where starts_with(region, ?)");
    List<Object> values = new ArrayList<>(List.of(region));
    if (month != null) {
      words.append(" and day >= ?::date and day < ?::date");
      values.add(month.atDay(1).toString());
      values.add(month.plusMonths(1).atDay(1).toString());
    }
    if (after != null) {
      String day = day(after);
      words.append(" and (day < ?::date or day = ?::date and (unit, region) > (?, ?))");
      values.add(day);
      values.add(day);
      String[] rest = after.substring(after.indexOf('_') + 1).split("_", 2);
      values.add(rest[0]);
      values.add(rest.length < 2 ? "" : rest[1]);
    }
    words.append(" order by day desc, unit, region limit ?");
    values.add(limit + 1);
    List<Day> found = new Sql(connection, words.toString()).with(values.toArray()).list(Day::of);
    return Page.cut(found, limit, one -> one.day() + "_" + one.unit() + "_" + one.region());
  }

  private static String day(String after) {
    try {
      return LocalDate.parse(after.substring(0, Math.max(0, after.indexOf('_')))).toString();
    } catch (DateTimeException e) {
      throw new Refusal.Invalid(
          List.of(FieldError.of("/after", "must be the next of a page", "须为上一页的 next")));
    }
  }
}
