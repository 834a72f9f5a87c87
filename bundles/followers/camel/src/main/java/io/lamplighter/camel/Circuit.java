package io.lamplighter.camel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells a partner that is away from a message that is bad. When the first attempts at several
 * messages in a row fail and none passes, it is the partner: then only one message at a time is
 * sent, after growing rests, and the failures count against none. Not thread-safe.
 */
final class Circuit {
  static final int IN_A_ROW = 5;

  private int row;
  private int rests;
  private boolean resting;
  private @Nullable Instant since;

  /** So many messages may be out now. */
  int width(int parallel) {
    if (since == null) {
      return parallel;
    }
    return resting ? 0 : 1;
  }

  /** Since when the partner is away; null while it is not. */
  @Nullable Instant since() {
    return since;
  }

  void passed() {
    row = 0;
    rests = 0;
    resting = false;
    since = null;
  }

  /**
   * An attempt failed in a way that may be the partner's state.
   *
   * @param told whether the partner said himself that he wants to be left alone
   * @return whether a rest begins: call {@link #rested} after the delay for {@link #rests}
   */
  boolean failed(boolean firstAttempt, boolean told, Instant now) {
    if (since == null) {
      row += firstAttempt ? 1 : 0;
      if (row < IN_A_ROW && !told) {
        return false;
      }
      since = now;
    } else if (resting) {
      // It was already out when the rest began.
      return false;
    }
    rests++;
    resting = true;
    return true;
  }

  /** Rests in a row so far. */
  int rests() {
    return rests;
  }

  void rested() {
    resting = false;
  }
}
