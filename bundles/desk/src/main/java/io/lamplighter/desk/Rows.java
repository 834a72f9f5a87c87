package io.lamplighter.desk;

import io.lamplighter.api.Location;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Values of a row that JDBC has no word for. */
final class Rows {
  private Rows() {}

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Location location(ResultSet row, int lon, int lat) throws SQLException {
    double x = row.getDouble(lon);
    return row.wasNull() ? null : new Location(x, row.getDouble(lat));
  }
}
