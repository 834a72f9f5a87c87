package io.lamplighter.api.assessors;

import java.util.Locale;

/** Of what a sample is drawn. */
public enum SampleOf {
  /** Requests that were closed. */
  REQUESTS,
  /** Files of the negative list that are final or annulled. */
  FILES,
  /** Return visits that are over: answered, not reached, dropped. */
  VISITS;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
