package io.lamplighter.door;

/** How slowly a body may come: slower than this is no network, it is an attack. */
final class Pace {
  private static final long GRACE_MILLIS = 10_000;
  private static final long BYTES_PER_SECOND = 8 * 1024;

  private Pace() {}

  /** The most that {@code bytes} may take. */
  static long millis(long bytes) {
    return GRACE_MILLIS + bytes * 1000 / BYTES_PER_SECOND;
  }

  /**
   * @param nanos that have been waited for the sender
   * @param read bytes that have come meanwhile
   */
  static boolean isTooSlow(long nanos, long read) {
    return nanos / 1_000_000 > millis(read);
  }
}
