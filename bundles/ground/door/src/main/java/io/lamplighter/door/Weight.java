package io.lamplighter.door;

import java.util.List;
import java.util.Map;

/**
 * How much memory becomes of a text when it is read: two octets of JSON can become sixty. Counted
 * from the signs that make objects, whatever reads it afterwards; the figures are those of general
 * collections and of a document tree with compressed references, rounded up.
 */
final class Weight {
  private static final int[] OF_JSON = table(Map.of('{', 144, '[', 80, ':', 96, ',', 24));

  /** XML, where a tag has two of the first, and forms. */
  private static final int[] OF_OTHERS = table(Map.of('<', 64, '=', 64, '&', 96));

  private Weight() {}

  private static int[] table(Map<Character, Integer> signs) {
    int[] table = new int[128];
    signs.forEach((sign, weight) -> table[sign] = weight);
    return table;
  }

  static long of(List<byte[]> pieces, boolean json) {
    int[] table = json ? OF_JSON : OF_OTHERS;
    long weight = 0;
    for (byte[] piece : pieces) {
      for (byte octet : piece) {
        if (octet > 0) {
          weight += table[octet];
        }
      }
      weight += piece.length;
    }
    return weight;
  }
}
