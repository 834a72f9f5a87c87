package io.lamplighter.api.accountability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a file is. */
public enum FileState {
  /** It is open, and nobody has been named yet. */
  OPENED,
  /** Somebody was named and told: his statement (陈述) is awaited. */
  NOTIFIED,
  /** He has stated. */
  STATED,
  /** It was judged (判断) whether there was a fault, and which. */
  JUDGED,
  /** What follows was set (措施), and waits for another person's approval. */
  MEASURED,
  APPROVED,
  /** He was told (告知), and may appeal. */
  TOLD,
  /** He has appealed (申诉): what follows rests. */
  APPEALED,
  /** It is over; only two people may still take it back. */
  FINAL,
  /** Two people have taken it back (作废), with a reason; it stays. */
  ANNULLED;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FileState> ofWire(String wire) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findAny();
  }

  /** Whether nothing is to be done any more. */
  public boolean isOver() {
    return this == FINAL || this == ANNULLED;
  }
}
