package io.lamplighter.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes random secrets and the hashes under which they are kept. */
final class Secrets {
  /** What every partner key begins with, so that a leaked one is recognised. */
  static final String KEY_PREFIX = "lk_";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** 144 bits. */
  static String password() {
    return random(18);
  }

  /** 256 bits. */
  static String token() {
    return random(32);
  }

  /** 256 bits. */
  static String key() {
    return KEY_PREFIX + random(32);
  }

  /** SHA-256: enough for what is random itself; passwords take {@link Passwords}. */
  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
