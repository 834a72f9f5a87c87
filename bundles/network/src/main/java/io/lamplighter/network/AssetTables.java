package io.lamplighter.network;

import io.lamplighter.api.Location;
import io.lamplighter.api.network.Asset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    return list("where a.id = ?", List.of(id)).stream().findFirst();
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
    return list(conditions + " order by a.id limit " + limit, parameters);
  }

  private List<Asset> list(String conditions, List<String> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ASSETS + conditions)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      List<Asset> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(asset(row));
        }
      }
      return found;
    }
  }

  private static Asset asset(ResultSet row) throws SQLException {
    Double lon = row.getObject(10, Double.class);
    return new Asset(
        row.getString(1),
        Asset.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT).replace('-', '_')),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6, Double.class),
        row.getObject(7, Double.class),
        row.getObject(8, Boolean.class),
        row.getString(9),
        lon == null ? null : new Location(lon, row.getDouble(11)),
        row.getString(12));
  }
}
