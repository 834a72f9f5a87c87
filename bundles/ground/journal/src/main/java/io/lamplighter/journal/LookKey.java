package io.lamplighter.journal;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.secret.DatabaseKey;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/** Digests of what people typed, short enough to be read by people. */
final class LookKey {
  private static final int BYTES = 8;

  private final DatabaseKey key = new DatabaseKey("journal.look_key");

  String digest(Transaction transaction, String words) throws SQLException {
    return "~" + HexFormat.of().formatHex(Arrays.copyOf(key.digest(transaction, words), BYTES));
  }
}
