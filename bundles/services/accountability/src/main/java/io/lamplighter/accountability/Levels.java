package io.lamplighter.accountability;

/** What follows, from the gravest level to the lightest; and nothing. */
final class Levels {
  static final int GRAVEST = 1;
  static final int LIGHTEST = 4;

  /** Nothing follows. */
  static final int NOTHING = 0;

  private Levels() {}

  /** So many levels graver; negative: lighter. */
  static int graver(int level, int by) {
    return Math.min(LIGHTEST, Math.max(GRAVEST, level - by));
  }

  static boolean isOne(int level) {
    return level >= NOTHING && level <= LIGHTEST;
  }
}
