package io.lamplighter.api.indices;

import java.util.Locale;

/** What is made of the values of cases. */
public enum Measure {
  /** Those with 1 of all, which have 1 or 0; 0 to 1. */
  SHARE,
  /** The mean of values in minutes. */
  MINUTES,
  /** All values together by all that they are out of: 0 to 1, and past it. */
  RATIO,
  /** The same for each thousand. */
  PER_THOUSAND;

  /** As written outside: {@code per-thousand}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
