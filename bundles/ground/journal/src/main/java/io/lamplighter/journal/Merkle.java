package io.lamplighter.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Root of the Merkle tree of RFC 6962 over a list of entries. A leaf is {@code SHA-256(0x00 | xid |
 * position | content)}, a node {@code SHA-256(0x01 | left | right)}: the first byte keeps a node
 * from passing for a leaf.
 */
final class Merkle {
  private final MessageDigest sha = Sha256.digest();

  /** Roots of the perfect subtrees so far, the largest first; one for each set bit of count. */
  private final List<byte[]> subtrees = new ArrayList<>();

  private int count;

  /**
   * @param item xid, position and content of an entry, from {@code offset}
   */
  void add(byte[] items, int offset) {
    sha.update((byte) 0);
    sha.update(items, offset, SealedList.ITEM);
    byte[] hash = sha.digest();
    for (int bits = count; (bits & 1) == 1; bits >>= 1) {
      hash = node(subtrees.remove(subtrees.size() - 1), hash);
    }
    subtrees.add(hash);
    count++;
  }

  byte[] root() {
    if (subtrees.isEmpty()) {
      return sha.digest();
    }
    byte[] root = subtrees.get(subtrees.size() - 1);
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = node(subtrees.get(i), root);
    }
    return root;
  }

  static String rootOf(SealedList list) {
    Merkle tree = new Merkle();
    ByteBuffer bytes = list.bytes();
    for (int i = 0; i < list.size(); i++) {
      tree.add(bytes.array(), i * SealedList.ITEM);
    }
    return Sha256.hex(tree.root());
  }

  private byte[] node(byte[] left, byte[] right) {
    sha.update((byte) 1);
    sha.update(left);
    return sha.digest(right);
  }
}
