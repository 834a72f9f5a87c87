package io.lamplighter.answers;

import java.time.Duration;

/**
 * How much is taken from the agenda at once, and for how long: what is taken is done before anybody
 * else may take it, however long every source lets itself be waited for.
 *
 * @param lease for so long what was taken is ours
 * @param atOnce so many are taken
 */
record Pace(Duration lease, int atOnce) {
  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final int MOST = 10;

  /** Four sources and the editors' list, and as long again as one for the desk and the tables. */
  private static final int WAITS = 6;

  /**
   * @param lookup how long one source is waited for
   */
  static Pace of(Duration lookup) {
    Duration one = lookup.multipliedBy(WAITS);
    Duration lease = one.compareTo(LEASE) > 0 ? one : LEASE;
    return new Pace(lease, (int) Math.min(MOST, lease.dividedBy(one)));
  }
}
