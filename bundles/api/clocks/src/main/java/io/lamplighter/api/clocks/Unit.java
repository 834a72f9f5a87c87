package io.lamplighter.api.clocks;

import java.util.Locale;

/** In what a limit is counted; how each counts stands with {@link Question}. */
public enum Unit {
  /** Elapsed time, day and night. */
  MINUTES,
  /** Elapsed time, day and night. */
  HOURS,
  /** Inside the working segments of working days only. */
  WORKTIME_HOURS,
  /** Whole working days after the day of the start. */
  WORKDAYS,
  /** Whole days after the day of the start; the last one is moved off days off. */
  CALENDAR_DAYS;

  /** As written outside: lower case, words joined by -. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
