package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code Idempotency-Key} of a call, bare or as the quoted string its draft standard asks for.
 * It is its caller's own, and what is kept under it is sealed with it: an answer may hold a
 * password or what a customer has said, and the database alone opens none.
 *
 * @param id by which the answer is found
 * @param secret which opens it
 */
record CallKey(String id, SecretKeySpec secret) {
  static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 128;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @param caller who he is and what he may see: to somebody who has moved to another region what
   *     he was answered there is no answer
   */
  static CallKey of(String caller, String header) {
    String trimmed = header.strip();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    String key = quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new Refusal.Invalid(
          "/" + HEADER,
          "must have 1 to " + LONGEST + " characters",
          "长度须为 1 至 " + LONGEST + " 个字符");
    }
    byte[] id = digest(text("id"), text(caller), text(key));
    byte[] secret = digest(text("secret"), text(caller), text(key));
    return new CallKey(HexFormat.of().formatHex(id), new SecretKeySpec(secret, "AES"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Of all pieces, each with its length before it. */
  static byte[] digest(byte[]... pieces) {
    return digest(List.of(pieces));
  }

  static byte[] digest(List<byte[]> pieces) {
    MessageDigest digest = digest();
    for (byte[] piece : pieces) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(piece.length).flip());
      digest.update(piece);
    }
    return digest.digest();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] seal(byte[] open) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
      byte[] sealed = cipher.doFinal(open);
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] open(byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed).doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("What is kept under a key is not as it was", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
    return cipher;
  }
}
