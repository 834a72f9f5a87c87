package io.lamplighter.desk;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.secret.DatabaseKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Tracking tokens: 128 bits signed from the request number, so none is stored and a replayed
 * submission is given the same one.
 */
final class TrackingTokens {
  private final DatabaseKey key = new DatabaseKey("desk.secret");
  private final UnitOfWork work;

  TrackingTokens(UnitOfWork work) {
    this.work = work;
  }

  String token(String requestNo) {
    return signed(requestNo);
  }

  /**
   * A digest of what must not be kept, the same for the same text; who has only the digest cannot
   * find the text by trying. No request number looks like what is signed here.
   */
  String digest(String what, String text) {
    return signed(what + " " + text);
  }

  private String signed(String text) {
    byte[] signed = Arrays.copyOf(key.digest(work, text), 16);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
  }

  /** Compares in constant time. */
  boolean fits(String requestNo, String token) {
    return MessageDigest.isEqual(
        token(requestNo).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
