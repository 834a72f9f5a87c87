package io.lamplighter.assessors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The draw, as anybody can repeat it (ADR 46). */
final class Draw {
  private Draw() {}

  /** What is said of a secret before it is used: SHA-256 of it, in hex. */
  static String commitment(String secret) {
    return sha256(secret);
  }

  /**
   * Neither side can choose it: the assessor committed his secret before there was the block, the
   * house sealed the block without knowing the secret.
   *
   * @param head hash of the head of the block in which the commitment is sealed
   */
  static String seed(String secret, String head) {
    return sha256(secret + ":" + head);
  }

  /** Those with the lowest hash, the lowest first. */
  static List<String> lowest(String seed, Collection<String> population, int size) {
    // Sorted by its hash first, and hashed once: numbers are distinct, so hashes are.
    Map<String, String> byHash = new TreeMap<>(Comparator.naturalOrder());
    for (String number : population) {
      byHash.put(sha256(seed + ":" + number), number);
    }
    return byHash.values().stream().limit(size).toList();
  }

  /** SHA-256 of lines, each with a line feed after it, in hex. */
  static String digest(Collection<String> lines) {
    MessageDigest sha = sha();
    for (String line : lines) {
      sha.update((line + "\n").getBytes(UTF_8));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(sha().digest(text.getBytes(UTF_8)));
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
