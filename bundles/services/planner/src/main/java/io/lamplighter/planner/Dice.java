package io.lamplighter.planner;

/** Random numbers, the same for the same seed everywhere (xorshift64*, Vigna 2016). */
final class Dice {
  private static final double UNIT = 0x1p-53;
  private long state;

  Dice(long seed) {
    long mixed = (seed + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    state = mixed == 0 ? 1 : mixed;
  }

  private long next() {
    state ^= state >>> 12;
    state ^= state << 25;
    state ^= state >>> 27;
    return state * 0x2545F4914F6CDD1DL;
  }

  /** From 0 to below {@code bound}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** From 0 to below 1. */
  double unit() {
    return (next() >>> 11) * UNIT;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }
}
