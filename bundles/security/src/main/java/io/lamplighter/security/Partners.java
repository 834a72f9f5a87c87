package io.lamplighter.security;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Users.Partner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of partner systems. */
final class Partners {
  private Partners() {}

  static @Nullable Caller byKey(Connection connection, byte[] keyHash) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select name, channels, region from security.partner where key_hash = ?")) {
      select.setBytes(1, keyHash);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Partner partner = partner(row);
        return new Caller(
            partner.name(), Caller.Kind.PARTNER, Set.of(), partner.region(), partner.channels());
      }
    }
  }

  static @Nullable Partner lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select name, channels, region from security.partner where name = ? for update")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? partner(row) : null;
      }
    }
  }

  static List<Partner> all(Connection connection) throws SQLException {
    List<Partner> partners = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select name, channels, region from security.partner order by name");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        partners.add(partner(row));
      }
    }
    return partners;
  }

  static void put(Connection connection, Partner partner, byte[] keyHash) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into security.partner (name, key_hash, channels, region) values (?, ?, ?, ?)"
                + " on conflict (name) do update set key_hash = excluded.key_hash,"
                + " channels = excluded.channels, region = excluded.region")) {
      upsert.setString(1, partner.name());
      upsert.setBytes(2, keyHash);
      upsert.setArray(
          3, connection.createArrayOf("text", partner.channels().stream().sorted().toArray()));
      upsert.setString(4, partner.region());
      upsert.executeUpdate();
    }
  }

  private static Partner partner(ResultSet row) throws SQLException {
    Set<String> channels = new TreeSet<>(Arrays.asList((String[]) row.getArray(2).getArray()));
    return new Partner(row.getString(1), channels, row.getString(3));
  }
}
