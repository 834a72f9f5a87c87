package io.lamplighter.journal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which positions have been met. An entry's proof covers its position, so a copy of a genuine entry
 * stands on a position a second time. A bit each: positions are handed out without wide gaps.
 */
final class Stood {
  private static final int CHUNK = 1 << 16;

  private final Map<Long, BitSet> chunks = new HashMap<>();

  /** Whether it is met for the first time. */
  boolean first(long position) {
    BitSet chunk =
        chunks.computeIfAbsent(Math.floorDiv(position, (long) CHUNK), key -> new BitSet());
    int bit = (int) Math.floorMod(position, (long) CHUNK);
    boolean met = chunk.get(bit);
    chunk.set(bit);
    return !met;
  }
}
