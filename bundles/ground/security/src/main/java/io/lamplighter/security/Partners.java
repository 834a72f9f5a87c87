package io.lamplighter.security;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Users.Partner;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of partner systems. */
final class Partners {
  private static final String SELECT = "select name, channels, region from security.partner";

  private Partners() {}

  static @Nullable Caller byKey(Connection connection, byte[] keyHash) throws SQLException {
    Partner partner =
        new Sql(connection, SELECT + " where key_hash = ?").with(keyHash).first(Partners::partner);
    return partner == null
        ? null
        : new Caller(
            partner.name(), Caller.Kind.PARTNER, Set.of(), partner.region(), partner.channels());
  }

  static @Nullable Partner lock(Connection connection, String name) throws SQLException {
    return new Sql(connection, SELECT + " where name = ? for update")
        .with(name)
        .first(Partners::partner);
  }

  static List<Partner> all(Connection connection) throws SQLException {
    return new Sql(connection, SELECT + " order by name").list(Partners::partner);
  }

  static void put(Connection connection, Partner partner, byte[] keyHash) throws SQLException {
    new Sql(
            connection,
            "insert into security.partner (name, key_hash, channels, region) values (?, ?, ?, ?)"
                + " on conflict (name) do update set key_hash = excluded.key_hash,"
                + " channels = excluded.channels, region = excluded.region")
        .with(partner.name(), keyHash)
        .array(new TreeSet<>(partner.channels()), channel -> channel)
        .with(partner.region())
        .run();
  }

  private static Partner partner(Row row) throws SQLException {
    return new Partner(row.text(), new TreeSet<>(row.texts()), row.text());
  }
}
