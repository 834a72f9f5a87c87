package io.lamplighter.intake.sms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells whether two messages are the same. */
final class Digest {
  private Digest() {}

  static byte[] of(String first, String second, byte[] payload) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((first + "\n" + second + "\n").getBytes(StandardCharsets.UTF_8));
      return sha.digest(payload);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
