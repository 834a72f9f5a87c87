package io.lamplighter.network;

import io.lamplighter.api.network.Asset;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The assets in force, each with its place. */
final class AssetTables {
  private static final String ASSETS =
      """
      select a.id, a.kind, a.name, a.parent, a.region, a.voltage, a.capacity, a.normally_open,
             p.address, p.lon, p.lat, p.shape
        from network.asset a left join network.place p on p.asset = a.id
      """;

  private final Connection connection;

  AssetTables(Connection connection) {
    this.connection = connection;
  }

  Optional<Asset> get(String id) throws SQLException {
    return Optional.ofNullable(
        new Sql(connection, ASSETS + "where a.id = ?").with(id).first(AssetTables::asset));
  }

  List<Asset> list(
      String region,
      Asset.@Nullable Kind kind,
      @Nullable String parent,
      @Nullable String after,
      int limit)
      throws SQLException {
    StringBuilder conditions = new StringBuilder("where starts_with(a.region, ?)");
    List<String> parameters = new ArrayList<>(List.of(region));
    if (kind != null) {
      conditions.append(" and a.kind = ?");
      parameters.add(kind.wire());
    }
    if (parent != null) {
      conditions.append(" and a.parent = ?");
      parameters.add(parent.replace("\0", ""));
    }
    if (after != null) {
      conditions.append(" and a.id > ?");
      parameters.add(after.replace("\0", ""));
    }
    return new Sql(connection, ASSETS + conditions + " order by a.id limit " + limit)
        .with(parameters.toArray())
        .list(AssetTables::asset);
  }

  private static Asset asset(Row row) throws SQLException {
    return new Asset(
        row.text(),
        Asset.Kind.valueOf(row.text().toUpperCase(Locale.ROOT).replace('-', '_')),
        row.maybeText(),
        row.maybeText(),
        row.text(),
        row.maybeDecimal(),
        row.maybeDecimal(),
        row.maybeIs(),
        row.maybeText(),
        row.maybeLocation(),
        row.maybeText());
  }
}
