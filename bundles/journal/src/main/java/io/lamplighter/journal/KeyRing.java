package io.lamplighter.journal;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The public keys of all nodes that seal; this node's own is taken from its disk. */
final class KeyRing {
  private final Map<String, PublicKey> keys = new HashMap<>();

  private KeyRing() {}

  static KeyRing load(Connection connection, SealKey own) throws SQLException {
    KeyRing ring = new KeyRing();
    try (PreparedStatement query =
            connection.prepareStatement("SELECT id, public_key FROM journal.seal_key");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        ring.add(rows.getString(1), rows.getBytes(2));
      }
    }
    ring.keys.put(own.id(), own.publicKey());
    return ring;
  }

  static void publish(Connection connection, SealKey own, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO journal.seal_key (id, public_key, added_at) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING")) {
      insert.setString(1, own.id());
      insert.setBytes(2, own.publicKey().getEncoded());
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private void add(String id, byte[] encoded) {
    try {
      PublicKey key = SealKey.publicKey(encoded);
      if (SealKey.idOf(key).equals(id)) {
        keys.put(id, key);
      }
    } catch (GeneralSecurityException e) {
      // Not a key: what it is said to have signed will not verify.
    }
  }

  /** Whether the block's own hash is signed by a key that we know. */
  boolean signed(Block block) {
    PublicKey key = keys.get(block.head().keyId());
    return key != null && SealKey.verify(key, block.head().hash(), block.head().signature());
  }
}
