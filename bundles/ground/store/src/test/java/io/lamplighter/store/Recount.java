package io.lamplighter.store;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts a journal anew by SQL that knows no code: the entries are the rows of {@code raw}. */
public final class Recount {
  private Recount() {}

  /** What a place comes to, to the thousandth. */
  public record Sum(long cases, long waiting, double total, double outOf) {
    Sum and(Sum other) {
      return new Sum(
          cases + other.cases, waiting + other.waiting, total + other.total, outOf + other.outOf);
    }

    Sum rounded() {
      return new Sum(cases, waiting, thousandths(total), thousandths(outOf));
    }

    private static double thousandths(double value) {
      return Math.round(value * 1_000) / 1_000.0;
    }

    boolean isNothing() {
      return cases == 0 && waiting == 0 && total == 0 && outOf == 0;
    }
  }

  /**
   * The temporary table {@code raw (id, type, subject, region, at, drill, data)} holds a journal.
   */
  public static void load(Connection connection, List<Entry> journal) throws SQLException {
    new Sql(
            connection,
            "create temp table raw (id bigint, type text, subject text, region text,"
                + " at timestamptz, drill boolean, data jsonb)")
        .call();
    new Sql(
            connection,
            "insert into raw select row_number() over (), * from unnest(?::text[], ?::text[],"
                + " ?::text[], ?::timestamptz[], ?::boolean[], ?::jsonb[])")
        .array(journal, Entry::type)
        .array(journal, Entry::subject)
        .array(journal, Entry::region)
        .array(journal, entry -> entry.time().toString())
        .array(journal, entry -> Boolean.toString(entry.isDrill()))
        .array(journal, entry -> json(entry.data()))
        .run();
  }

  /**
   * By part, day, region and cell.
   *
   * @param words give part, day, region, cell, cases, waiting, total and what it is out of; {@code
   *     raw} has no drills
   */
  public static SortedMap<String, Sum> of(List<Entry> journal, String words) throws SQLException {
    SortedMap<String, Sum> sums = new TreeMap<>();
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      load(connection, journal.stream().filter(entry -> !entry.isDrill()).toList());
      new Sql(connection, words)
          .each(
              row ->
                  sums.put(
                      String.join(
                          " ",
                          String.valueOf(row.maybeText()),
                          row.text(),
                          row.text(),
                          String.valueOf(row.maybeText())),
                      new Sum(row.number(), row.number(), row.decimal(), row.decimal()).rounded()));
      new Sql(connection, "drop table raw").call();
    }
    return sums;
  }

  /** An entry's data as JSON: texts without quotes in them, numbers, truths, maps and lists. */
  private static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(one -> '"' + one.getKey().toString() + "\":" + json(one.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(Recount::json).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }
}
