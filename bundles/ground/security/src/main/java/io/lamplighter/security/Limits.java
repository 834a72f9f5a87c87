package io.lamplighter.security;

import java.time.Duration;

/**
 * How long a session lasts and how fast passwords may be tried.
 *
 * @param idle a session that is not used for so long ends
 * @param sessions open sessions of one person; a further one ends the oldest
 * @param failures failed logins of a name from one origin after which the next has to wait
 * @param window failures are forgotten when a name has been left in peace for so long
 * @param lock the longest wait
 */
record Limits(
    Duration session, Duration idle, int sessions, int failures, Duration window, Duration lock) {
  /** How long this node may answer from memory. */
  static final Duration REMEMBERED = Duration.ofSeconds(5);

  /** Use of a session is written down this exactly. */
  static final Duration USE = Duration.ofMinutes(1);

  /** The longest wait for an origin from which the person has logged in before. */
  static final Duration KNOWN_LOCK = Duration.ofSeconds(30);

  /** All unknown origins together may fail this many times as often as one. */
  static final int STRANGERS = 10;

  /** An origin from which nobody has logged in for so long is unknown again. */
  static final Duration KNOWN = Duration.ofDays(90);
}
