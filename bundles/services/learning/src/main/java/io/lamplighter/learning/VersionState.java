package io.lamplighter.learning;

import java.util.Locale;

/** How far a version is (模型版本状态). */
enum VersionState {
  /** As good as the one in force: it waits for its hour, or for somebody. */
  READY,
  /** Kinds are told by it. */
  IN_FORCE,
  /** It was in force, and another one is. */
  EARLIER,
  /** Worse than the one in force: never in force. */
  REFUSED,
  /** It waited, and somebody took it back, or a newer one took its place. */
  WITHDRAWN;

  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it may come in force when somebody says so. */
  boolean mayReturn() {
    return this == READY || this == EARLIER || this == WITHDRAWN;
  }
}
