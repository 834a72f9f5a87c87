package io.lamplighter.api.desk;

import java.util.Locale;

/** Where a request is in its life (DOMAIN: life of a request). */
public enum RequestState {
  RECEIVED,
  TRIAGED,
  MERGED,
  RETURNED,
  SCHEDULED,
  DISPATCHED,
  ACCEPTED,
  ON_SITE,
  RESOLVED,
  VISITED,
  CLOSED,
  CANCELLED;

  /** As written outside: {@code on-site}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
