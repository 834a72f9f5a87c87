package io.lamplighter.network;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a load that is being read. */
final class StagedRows {
  private static final String FROM =
      """
       from (select id, line, gone, string_to_array(about, ','), kind, name, parent, region,
               voltage, capacity, normally_open, told_at
          from unnest(?::text[], ?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::text[],
            ?::text[], ?::text[], ?::float8[], ?::float8[], ?::boolean[], ?::timestamptz[])
          as u (id, line, gone, about, kind, name, parent, region, voltage, capacity,
            normally_open, told_at))
        as t (id, line, gone, about, kind, name, parent, region, voltage, capacity, normally_open,
          told_at)
      """;

  private static final String INSERT =
      """
      insert into network.asset_row
        (load, id, line, gone, about, kind, name, parent, region, voltage, capacity, normally_open,
         told_at)
      select ?, t.*"""
          + FROM
          + " order by id on conflict do nothing returning id";

  private static final String UPDATE =
      """
      update network.asset_row r
         set line = t.line, gone = t.gone, about = t.about, kind = t.kind, name = t.name,
             parent = t.parent, region = t.region, voltage = t.voltage, capacity = t.capacity,
             normally_open = t.normally_open, told_at = t.told_at
      """
          + FROM
          + " where r.load = ? and r.id = t.id";

  private static final String SELECT =
      """
      select id, line, gone, about, told_at, kind, name, parent, region, voltage, capacity,
             normally_open::text
        from network.asset_row where load = ? and id = any (?)""";

  private final Connection connection;
  private final long load;

  StagedRows(Connection connection, long load) {
    this.connection = connection;
    this.load = load;
  }

  /** Keeps those that were not there yet; returns their ids. */
  Set<String> insert(Collection<AssetRow> rows) throws SQLException {
    return Set.copyOf(values(new Sql(connection, INSERT).with(load), rows).list(Row::text));
  }

  void update(Collection<AssetRow> rows) throws SQLException {
    values(new Sql(connection, UPDATE), rows).with(load).run();
  }

  /** By id. */
  Map<String, AssetRow> get(Set<String> ids) throws SQLException {
    Map<String, AssetRow> found = new HashMap<>();
    new Sql(connection, SELECT)
        .with(load)
        .array(ids)
        .each(
            row -> {
              AssetRow read = read(row);
              found.put(read.id(), read);
            });
    return found;
  }

  private static AssetRow read(Row row) throws SQLException {
    String id = row.text();
    long line = row.number();
    boolean gone = row.is();
    List<String> about = row.maybeTexts();
    Instant toldAt = row.maybeTime();
    Map<String, String> values = new HashMap<>();
    for (String field : AssetRow.FIELDS) {
      String value = row.maybeText();
      if (value != null) {
        values.put(field, value);
      }
    }
    return new AssetRow(
        line,
        id,
        gone,
        about == null ? null : Set.copyOf(about),
        values,
        toldAt == null ? null : toldAt.toString());
  }

  private static Sql values(Sql sql, Collection<AssetRow> rows) {
    sql.array(rows, AssetRow::id)
        .array(rows, row -> Long.toString(row.line()))
        .array(rows, row -> Boolean.toString(row.gone()))
        .array(rows, row -> row.about() == null ? null : String.join(",", row.about()));
    for (String field : AssetRow.FIELDS) {
      sql.array(rows, row -> row.values().get(field));
    }
    return sql.array(rows, AssetRow::toldAt);
  }
}
