package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.clocks.Urge;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Urges as rows. */
record UrgeTables(Connection connection) {
  private static final String COLUMNS =
      "id, subject, region, owed_by, text, raised_by, raised_at, answer_by, answer, answered_by,"
          + " answered_at, version";

  Urge raise(
      String on, String region, String to, String text, String by, Instant now, Instant answerBy)
      throws SQLException {
    return new Sql(
            connection,
            "insert into clocks.urge (subject, region, owed_by, text, raised_by, raised_at,"
                + " answer_by, version) values (?, ?, ?, ?, ?, ?, ?, 1) returning "
                + COLUMNS)
        .with(on, region, to, text, by, now, answerBy)
        .only(UrgeTables::urge);
  }

  @Nullable Urge get(String id, boolean locked) throws SQLException {
    if (!id.matches("\\d{1,18}")) {
      return null;
    }
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from clocks.urge where id = ?::bigint"
                + (locked ? " for update" : ""))
        .with(id)
        .first(UrgeTables::urge);
  }

  void answer(String id, String text, String by, Instant now) throws SQLException {
    new Sql(
            connection,
            "update clocks.urge set answer = ?, answered_by = ?, answered_at = ?,"
                + " version = version + 1 where id = ?::bigint")
        .with(text, by, now, id)
        .run();
  }

  /** The newest first, those before a number. */
  Page<Urge> find(
      String region,
      @Nullable String on,
      @Nullable String to,
      @Nullable Boolean open,
      long before,
      int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(region, before));
    StringBuilder words =
        new StringBuilder(
            "select " + COLUMNS + " from clocks.urge where starts_with(region, ?) and id < ?");
    if (on != null) {
      words.append(" and subject = ?");
      values.add(on);
    }
    if (to != null) {
      words.append(" and owed_by = ?");
      values.add(to);
    }
    if (open != null) {
      words.append(" and answered_at is ").append(open ? "null" : "not null");
    }
    words.append(" order by id desc limit ?");
    values.add(limit + 1);
    List<Urge> found =
        new Sql(connection, words.toString()).with(values.toArray()).list(UrgeTables::urge);
    return Page.cut(found, limit, Urge::id);
  }

  private static Urge urge(Row row) throws SQLException {
    return new Urge(
        Long.toString(row.number()),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.time(),
        row.time(),
        row.maybeText(),
        row.maybeText(),
        row.maybeTime(),
        row.number());
  }
}
