package io.lamplighter.organisation;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run log (运行日志) of cells and other units. */
final class RunLog {
  static final String NOTED = "noted";
  static final int LONGEST_TEXT = 4_000;

  private static final String COLUMNS = "id, unit, at, what, subject, detail, text, actor";

  private static final Rows<Line> ROWS =
      Rows.<Line>of("organisation.run_log")
          .fixed("unit", "text", line -> line.item().unit())
          .fixed("region", "text", Line::region)
          .fixed("at", "timestamptz", line -> line.item().at())
          .fixed("what", "text", line -> line.item().what())
          .fixed("subject", "text", line -> line.item().subject())
          .fixed("detail", "text", line -> line.item().detail())
          .fixed("text", "text", line -> line.item().text())
          .fixed("actor", "text", line -> line.item().actor());

  private final Connection connection;

  RunLog(Connection connection) {
    this.connection = connection;
  }

  /**
   * A line of it.
   *
   * @param what received, arrived, closed, cancelled or breached, from the journal; noted by hand
   * @param subject the request, null when it was noted by hand
   * @param detail code of the rule that was breached, else null
   * @param text what somebody noted, else null
   */
  record Item(
      long id,
      String unit,
      Instant at,
      String what,
      @Nullable String subject,
      @Nullable String detail,
      @Nullable String text,
      String actor) {
    /** The same, under its number. */
    Item as(long number) {
      return new Item(number, unit, at, what, subject, detail, text, actor);
    }
  }

  /** A line that is to be, and of which region it is. */
  record Line(Item item, String region) {}

  /** Adds lines, in their order. */
  void add(Collection<Line> lines) throws SQLException {
    ROWS.add(connection, lines);
  }

  /**
   * Adds a line.
   *
   * @return its number
   */
  long add(Item item, String region) throws SQLException {
    return new Sql(
            connection,
            "insert into organisation.run_log"
                + " (unit, region, at, what, subject, detail, text, actor)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) returning id")
        .with(item.unit(), region, item.at(), item.what(), item.subject(), item.detail())
        .with(item.text(), item.actor())
        .only(row -> row.number());
  }

  /** Null when the unit's log has no such line. */
  @Nullable Item get(String unit, long id) throws SQLException {
    return new Sql(
            connection,
            "select " + COLUMNS + " from organisation.run_log where unit = ? and id = ?")
        .with(unit, id)
        .first(RunLog::item);
  }

  /** The newest first. */
  List<Item> of(String unit, long before, int limit) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from organisation.run_log where unit = ? and id < ? order by id desc limit ?")
        .with(unit, before, limit)
        .list(RunLog::item);
  }

  private static Item item(Row row) throws SQLException {
    return new Item(
        row.number(),
        row.text(),
        row.time(),
        row.text(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        row.text());
  }
}
