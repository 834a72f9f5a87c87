package io.lamplighter.security;

import io.lamplighter.api.security.Access.Origin;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table of addresses and devices from which a person has logged in. */
final class Origins {
  private static final int LONGEST_DEVICE = 100;
  private static final int MOST_EACH = 100;

  private Origins() {}

  /** The attempt as it stands: a known device goes before a known address. */
  static Attempt of(Connection connection, String user, Origin origin) throws SQLException {
    if (!Names.isUser(user)) {
      return new Attempt(user, origin, null);
    }
    byte[] device = device(origin);
    if (device != null && knows(connection, user, device)) {
      return new Attempt(user, origin, device);
    }
    byte[] address = address(origin);
    boolean known = !origin.address().isEmpty() && knows(connection, user, address);
    return new Attempt(user, origin, known ? address : null);
  }

  static byte[] address(Origin origin) {
    return Secrets.hash("address " + origin.address());
  }

  private static byte @Nullable [] device(Origin origin) {
    String device = origin.device();
    return device == null || device.isEmpty() || device.length() > LONGEST_DEVICE
        ? null
        : Secrets.hash("device " + device);
  }

  private static boolean knows(Connection connection, String user, byte[] hash)
      throws SQLException {
    return new Sql(
            connection, "select 1 from security.known_origin where person = ? and origin_hash = ?")
        .with(user, hash)
        .isThere();
  }

  /** After a right password: address and device are the person's from now on. */
  static void remember(Connection connection, String person, Origin origin, Instant now)
      throws SQLException {
    if (!origin.address().isEmpty()) {
      put(connection, person, address(origin), now);
    }
    byte[] device = device(origin);
    if (device != null) {
      put(connection, person, device, now);
    }
    new Sql(
            connection,
            "delete from security.known_origin where person = ? and origin_hash in"
                + " (select origin_hash from security.known_origin where person = ?"
                + " order by seen_at desc offset ?)")
        .with(person, person, MOST_EACH)
        .run();
  }

  private static void put(Connection connection, String person, byte[] hash, Instant now)
      throws SQLException {
    new Sql(
            connection,
            "insert into security.known_origin (person, origin_hash, seen_at) values (?, ?, ?)"
                + " on conflict (person, origin_hash) do update set seen_at = excluded.seen_at")
        .with(person, hash, now)
        .run();
  }

  static void purge(Connection connection, Instant now) throws SQLException {
    new Sql(connection, "delete from security.known_origin where seen_at < ?")
        .with(now.minus(Limits.KNOWN))
        .run();
  }
}
