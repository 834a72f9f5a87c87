package io.lamplighter.api.organisation;

import java.util.Locale;

/** By what limits for the way to a place differ. */
public enum AreaType {
  URBAN,
  RURAL,
  REMOTE;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
