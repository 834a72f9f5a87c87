package io.lamplighter.journal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of {@link Merkle} with all its nodes, for the ways from leaves to the root. Level by
 * level, left to right; a last node without a partner goes up as it is, which gives the same root.
 */
final class MerklePaths {
  private final List<List<byte[]>> levels = new ArrayList<>();

  MerklePaths(SealedList list) {
    MessageDigest sha = Sha256.digest();
    List<byte[]> level = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      sha.update((byte) 0);
      sha.update(list.bytes().array(), i * SealedList.ITEM, SealedList.ITEM);
      level.add(sha.digest());
    }
    levels.add(level);
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        if (i + 1 == level.size()) {
          above.add(level.get(i));
        } else {
          sha.update((byte) 1);
          sha.update(level.get(i));
          above.add(sha.digest(level.get(i + 1)));
        }
      }
      levels.add(above);
      level = above;
    }
  }

  String root() {
    return Sha256.hex(levels.get(levels.size() - 1).get(0));
  }

  /** The partners on the way up, the lowest first. */
  List<String> path(int index) {
    List<String> path = new ArrayList<>();
    int at = index;
    for (List<byte[]> level : levels) {
      int partner = at ^ 1;
      if (partner < level.size()) {
        path.add(Sha256.hex(level.get(partner)));
      }
      at >>= 1;
    }
    return path;
  }
}
