package io.lamplighter.visits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The draw, as anybody can repeat it (ADR 43). */
final class Draw {
  private static final int SEED_BYTES = 32;
  private static final int NUMBER_BITS = 48;
  private static final double RANGE = 1L << NUMBER_BITS;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Draw() {}

  /** A seed that nobody knows, in hex. */
  static String seed() {
    byte[] seed = new byte[SEED_BYTES];
    RANDOM.nextBytes(seed);
    return HexFormat.of().formatHex(seed);
  }

  /** What is said of a seed before it is used: SHA-256 of its hex text, in hex. */
  static String commitment(String seed) {
    return HexFormat.of().formatHex(sha256(seed));
  }

  /** From 0 to below 1. */
  static double number(String seed, String ticket) {
    long first = ByteBuffer.wrap(sha256(seed + ":" + ticket)).getLong();
    return (first >>> (Long.SIZE - NUMBER_BITS)) / RANGE;
  }

  static boolean isDrawn(double number, int share) {
    return number * 100 < share;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
