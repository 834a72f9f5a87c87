package io.lamplighter.systems;

import io.lamplighter.api.systems.Records.Outcome;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of records. */
final class RecordTable {
  private static final String PUT =
      """
      insert into systems.record as r (system, kind, id, subject, region, at, data)
      values (?, ?, ?, ?, ?, ?::timestamptz, ?::jsonb)
      on conflict (system, kind, id) do update set number = excluded.number,
        subject = excluded.subject, region = excluded.region, at = excluded.at,
        data = excluded.data
       where excluded.at >= r.at and (excluded.subject, excluded.region, excluded.at, excluded.data)
         is distinct from (r.subject, r.region, r.at, r.data)
      returning (xmax = 0)""";

  private static final String OLDER =
      "select at > ?::timestamptz from systems.record where system = ? and kind = ? and id = ?";

  private static final String SELECT =
      "select number, system, kind, id, subject, region, at, data::text from systems.record";

  private final Connection connection;

  /** A record, and where it stands in the list. */
  record Numbered(long number, SystemRecord told) {}

  RecordTable(Connection connection) {
    this.connection = connection;
  }

  Outcome put(SystemRecord told) throws SQLException {
    Boolean added =
        new Sql(connection, PUT)
            .with(told.system(), told.kind(), told.id(), told.subject(), told.region(), told.at())
            .with(Json.text(told.data()))
            .first(Row::is);
    if (added != null) {
      return added ? Outcome.ADDED : Outcome.CHANGED;
    }
    Boolean older =
        new Sql(connection, OLDER)
            .with(told.at(), told.system(), told.kind(), told.id())
            .first(Row::is);
    return Boolean.TRUE.equals(older) ? Outcome.OLDER : Outcome.SAME;
  }

  Optional<SystemRecord> get(String system, String kind, String id) throws SQLException {
    Numbered found =
        new Sql(connection, SELECT + " where system = ? and kind = ? and id = ?")
            .with(system, kind, id)
            .first(RecordTable::numbered);
    return Optional.ofNullable(found).map(Numbered::told);
  }

  List<Numbered> list(
      String region,
      @Nullable String system,
      @Nullable String kind,
      @Nullable String subject,
      @Nullable String after,
      int limit)
      throws SQLException {
    StringBuilder sql = new StringBuilder(SELECT).append(" where starts_with(region, ?)");
    List<String> parameters = new ArrayList<>(List.of(region));
    and(sql, parameters, " and system = ?", system);
    and(sql, parameters, " and kind = ?", kind);
    and(sql, parameters, " and subject = ?", subject);
    and(sql, parameters, " and number < ?::bigint", after);
    sql.append(" order by number desc limit ").append(limit);
    return new Sql(connection, sql.toString())
        .with(parameters.toArray())
        .list(RecordTable::numbered);
  }

  private static void and(
      StringBuilder sql, List<String> parameters, String condition, @Nullable String value) {
    if (value != null) {
      sql.append(condition);
      parameters.add(value.replace("\0", ""));
    }
  }

  private static Numbered numbered(Row row) throws SQLException {
    return new Numbered(
        row.number(),
        new SystemRecord(
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.time(),
            Json.map(row.text())));
  }
}
