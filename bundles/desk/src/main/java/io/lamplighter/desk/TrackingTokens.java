package io.lamplighter.desk;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tracking tokens: 128 bits signed from the request number, so none is stored and a replayed
 * submission is given the same one. The secret is the database's, the same for every node.
 */
final class TrackingTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private final UnitOfWork work;
  private volatile @Nullable SecretKeySpec key;

  /** Reads the secret when it is first needed, so that the desk can start before its database. */
  TrackingTokens(UnitOfWork work) {
    this.work = work;
  }

  private SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      known = new SecretKeySpec(work.call(TrackingTokens::secret), ALGORITHM);
      key = known;
    }
    return known;
  }

  private static byte[] secret(Transaction transaction) throws SQLException {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    try (PreparedStatement make =
        transaction
            .connection()
            .prepareStatement(
                "insert into desk.secret (bytes) values (?) on conflict do nothing")) {
      make.setBytes(1, fresh);
      make.executeUpdate();
    }
    try (PreparedStatement read =
            transaction.connection().prepareStatement("select bytes from desk.secret");
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getBytes(1);
    }
  }

  String token(String requestNo) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      byte[] signed = mac.doFinal(requestNo.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(signed, 16));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares in constant time. */
  boolean fits(String requestNo, String token) {
    return MessageDigest.isEqual(
        token(requestNo).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
