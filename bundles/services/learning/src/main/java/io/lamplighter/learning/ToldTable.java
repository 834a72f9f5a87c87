package io.lamplighter.learning;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the desk told, and what people made of it, in the schema. */
final class ToldTable {
  private static final Rows<Told> ROWS =
      Rows.<Told>of("learning.told")
          .fixed("request_no", "text", Told::requestNo)
          .fixed("region", "text", Told::region)
          .fixed("kind", "text", Told::kind)
          .fixed("confidence", "float8", Told::confidence)
          .fixed("model", "text", Told::model)
          .fixed("received_at", "timestamptz", Told::receivedAt);

  private static final String FIGURES =
      "count(*), count(corrected), count(*) filter (where corrected <> kind)"
          + " from learning.told"
          + " where received_at >= ? and received_at < ? and region like ?"
          + " and (?::text is null or kind = ?)"
          + " group by 1 order by 1";

  private final Connection connection;

  ToldTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * A request whose kind a person has judged.
   *
   * @param kind what it is
   */
  record Correction(String requestNo, String kind) {}

  /**
   * How often people corrected the desk.
   *
   * @param of a kind, or the first day of a week
   * @param told of how many requests the desk told the kind
   * @param seen how many of these a person has judged
   * @param corrected how many of those were of another kind
   */
  record Figure(String of, long told, long seen, long corrected) {}

  /** Whoever reads the journal again gives the same. */
  void add(Collection<Told> all) throws SQLException {
    ROWS.addMissing(connection, all);
  }

  /**
   * A person has judged it. Without a kind of his own he has confirmed the desk's; one that the
   * request has of those merged under it says nothing of its words.
   *
   * @param given whether he gave one
   */
  void corrected(String requestNo, String kind, boolean given, Instant at) throws SQLException {
    new Sql(
            connection,
            "update learning.told set corrected = ?, corrected_at = ?"
                + " where request_no = ? and (? or kind = ? or corrected = ?)")
        .with(kind, at, requestNo, given, kind, kind)
        .run();
  }

  /** The newest, of what was judged since then. */
  List<Correction> corrections(Instant since, int most) throws SQLException {
    return new Sql(
            connection,
            "select request_no, corrected from learning.told"
                + " where corrected is not null and corrected_at >= ?"
                + " order by corrected_at desc, request_no limit ?")
        .with(since, most)
        .list(row -> new Correction(row.text(), row.text()));
  }

  /** When a person judged last; null when nobody has. */
  @Nullable Instant lastCorrection() throws SQLException {
    return new Sql(
            connection,
            "select corrected_at from learning.told where corrected is not null"
                + " order by corrected_at desc limit 1")
        .first(Row::time);
  }

  /** The newest requests that were received since then, with their regions. */
  List<Told> received(Instant since, int most) throws SQLException {
    return new Sql(
            connection,
            "select request_no, region, kind, confidence, model, received_at from learning.told"
                + " where received_at >= ? order by received_at desc, request_no limit ?")
        .with(since, most)
        .list(
            row ->
                new Told(
                    row.text(),
                    row.text(),
                    row.text(),
                    row.maybeDecimal(),
                    row.maybeText(),
                    row.time()));
  }

  /** By the kind that the desk told. */
  List<Figure> byKind(String region, Instant from, Instant to, @Nullable String kind)
      throws SQLException {
    return figures(new Sql(connection, "select kind, " + FIGURES), region, from, to, kind);
  }

  /**
   * By the week in which they were received, a Monday to a Sunday.
   *
   * @param kind that the desk told; null for all
   */
  List<Figure> byWeek(String region, Instant from, Instant to, @Nullable String kind, ZoneId zone)
      throws SQLException {
    return figures(
        new Sql(
                connection,
                "select date_trunc('week', received_at at time zone ?)::date::text, " + FIGURES)
            .with(zone.getId()),
        region,
        from,
        to,
        kind);
  }

  private static List<Figure> figures(
      Sql sql, String region, Instant from, Instant to, @Nullable String kind) throws SQLException {
    return sql.with(from, to, region + "%", kind, kind)
        .list(row -> new Figure(row.text(), row.number(), row.number(), row.number()));
  }
}
