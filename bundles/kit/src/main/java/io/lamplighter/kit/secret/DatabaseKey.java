package io.lamplighter.kit.secret;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Digests under a key that the database keeps, the same for every node: the same text has the same
 * digest, but without the key nobody finds the text by trying out all there are. The key is made
 * and read when it is first needed, so that a part can start before its database.
 */
public final class DatabaseKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final String table;
  private volatile @Nullable SecretKeySpec key;

  /**
   * @param table with its schema, of one row with the column {@code bytes}
   */
  public DatabaseKey(String table) {
    this.table = table;
  }

  /** 32 bytes; the key is read in this transaction when it is not known yet. */
  public byte[] digest(Transaction transaction, String text) throws SQLException {
    SecretKeySpec known = key;
    return digest(known == null ? read(transaction) : known, text);
  }

  /** 32 bytes; the key is read in a transaction of its own when it is not known yet. */
  public byte[] digest(UnitOfWork work, String text) {
    SecretKeySpec known = key;
    return digest(known == null ? work.call(this::read) : known, text);
  }

  private SecretKeySpec read(Transaction transaction) throws SQLException {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    new Sql(
            transaction.connection(),
            "insert into " + table + " (bytes) values (?) on conflict do nothing")
        .with(fresh)
        .run();
    byte[] kept = new Sql(transaction.connection(), "select bytes from " + table).only(Row::bytes);
    SecretKeySpec read = new SecretKeySpec(kept, ALGORITHM);
    key = read;
    return read;
  }

  private static byte[] digest(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
