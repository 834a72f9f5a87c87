package io.lamplighter.api.assessors;

import java.util.Locale;

/** What an assessor has found of a case. */
public enum Verdict {
  /** The evidence and what the house says agree. */
  IN_ORDER,
  WRONG,
  /** The evidence does not suffice. */
  UNCLEAR;

  /** As written outside: lower case, a dash between words. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
