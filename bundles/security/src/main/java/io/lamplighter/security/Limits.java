package io.lamplighter.security;

import java.time.Duration;

/**
 * How long a session lasts and how many failures lock a name.
 *
 * @param failures failed logins within {@code window} that lock the name for {@code lock}
 * @param sessions open sessions of one person; a further one ends the oldest
 */
record Limits(Duration session, int sessions, int failures, Duration window, Duration lock) {
  /** How long this node may answer from memory. */
  static final Duration REMEMBERED = Duration.ofSeconds(5);
}
