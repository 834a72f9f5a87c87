package io.lamplighter.systems;

import io.lamplighter.api.store.Parameters;
import io.lamplighter.api.systems.Records.Outcome;
import io.lamplighter.api.systems.SystemRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      Parameters parameters = new Parameters(statement);
      parameters.text(told.system());
      parameters.text(told.kind());
      parameters.text(told.id());
      parameters.text(told.subject());
      parameters.text(told.region());
      parameters.text(told.at().toString());
      parameters.text(Json.text(told.data()));
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          return row.getBoolean(1) ? Outcome.ADDED : Outcome.CHANGED;
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(OLDER)) {
      Parameters parameters = new Parameters(statement);
      parameters.text(told.at().toString());
      parameters.text(told.system());
      parameters.text(told.kind());
      parameters.text(told.id());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1) ? Outcome.OLDER : Outcome.SAME;
      }
    }
  }

  Optional<SystemRecord> get(String system, String kind, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + " where system = ? and kind = ? and id = ?")) {
      statement.setString(1, system);
      statement.setString(2, kind);
      statement.setString(3, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(told(row)) : Optional.empty();
      }
    }
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
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      List<Numbered> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new Numbered(row.getLong(1), told(row)));
        }
      }
      return found;
    }
  }

  private static void and(
      StringBuilder sql, List<String> parameters, String condition, @Nullable String value) {
    if (value != null) {
      sql.append(condition);
      parameters.add(value.replace("\0", ""));
    }
  }

  private static SystemRecord told(ResultSet row) throws SQLException {
    return new SystemRecord(
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        Json.map(row.getString(8)));
  }
}
