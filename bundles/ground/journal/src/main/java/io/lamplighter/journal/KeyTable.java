package io.lamplighter.journal;

import io.lamplighter.kit.sql.Sql;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code journal.seal_key}: where nodes of the house introduce their public keys to each other. */
final class KeyTable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyTable.class);

  /** "keys" to PostgreSQL's advisory locks; two first nodes do not both make a house key. */
  private static final long LOCK = 0x6c616d702d6b6579L;

  private KeyTable() {}

  /** A key as it stands in the table. */
  private record Stored(byte[] encoded, byte[] mac) {}

  static void lock(Connection connection) throws SQLException {
    new Sql(connection, "SELECT pg_advisory_xact_lock(?)").with(LOCK).call();
  }

  /** Whether any node has introduced itself. */
  static boolean introduced(Connection connection) throws SQLException {
    return new Sql(connection, "SELECT 1 FROM journal.seal_key WHERE mac IS NOT NULL LIMIT 1")
        .isThere();
  }

  static void publish(Connection connection, SealKey own, HouseKey house) throws SQLException {
    byte[] encoded = own.publicKey().getEncoded();
    new Sql(
            connection,
            "INSERT INTO journal.seal_key (id, public_key, added_at, mac) VALUES (?, ?, now(), ?)"
                + " ON CONFLICT DO NOTHING")
        .with(own.id(), encoded, house.ofKey(encoded))
        .run();
  }

  /** The keys that were introduced by who has this house key; anything else in the table is air. */
  static List<PublicKey> of(Connection connection, HouseKey house) throws SQLException {
    List<PublicKey> keys = new ArrayList<>();
    try {
      for (Stored key :
          new Sql(connection, "SELECT public_key, mac FROM journal.seal_key WHERE mac IS NOT NULL")
              .list(row -> new Stored(row.bytes(), row.bytes()))) {
        if (MessageDigest.isEqual(house.ofKey(key.encoded()), key.mac())) {
          keys.add(SealKey.publicKey(key.encoded()));
        }
      }
    } catch (GeneralSecurityException e) {
      LOG.warn("The house has introduced a key that is none: {}", e.getMessage());
    }
    return keys;
  }
}
