package io.lamplighter.clocks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the Civil Code leaves open how a limit counts, a rule may say that it reads it otherwise
 * than we do.
 */
enum Reading {
  /** A day counts if the clock ran on it at all; ours: if it runs when the day ends. */
  RUN_AT_ALL,
  /** A last day that is a day off gives way to no make-up day; ours: that is worked like any. */
  NOT_TO_MAKE_UP,
  /** Hours of work used up at the end of a segment are due when the next one begins; ours: then. */
  NEXT_SEGMENT,
  /** Notice of days before that falls on a day off is due the working day before; ours: then. */
  NOTICE_MOVED;

  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Reading> ofWire(String wire) {
    return Arrays.stream(values()).filter(reading -> reading.wire().equals(wire)).findAny();
  }
}
