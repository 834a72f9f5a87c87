package io.lamplighter.api.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The moves of a request's life, as they stand in the API's paths. */
public enum Move {
  TRIAGE,
  MERGE,
  /** Takes a merged request out again. */
  UNMERGE,
  RETURN,
  SCHEDULE,
  DISPATCH,
  ACCEPT,
  ARRIVE,
  /** 延期: more time, by a time that is named. */
  EXTEND,
  /** Puts right what was found in its words. */
  CORRECT,
  RESOLVE,
  VISIT,
  CLOSE,
  CANCEL,
  REOPEN;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Move> ofWire(String wire) {
    return Arrays.stream(values()).filter(move -> move.wire().equals(wire)).findAny();
  }
}
