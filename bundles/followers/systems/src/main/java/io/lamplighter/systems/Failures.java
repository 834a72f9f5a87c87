package io.lamplighter.systems;

import io.lamplighter.api.Refusal;

/** What a route's failure is to its caller. */
final class Failures {
  private static final int MAX_CHAIN = 20;

  private Failures() {}

  /** The refusal that is its cause; else the failure as it is. */
  static RuntimeException refusal(Exception failure) {
    Throwable next = failure;
    for (int i = 0; i < MAX_CHAIN && next != null; i++) {
      if (next instanceof Refusal refusal) {
        return refusal;
      }
      if (next instanceof Mapping.UnknownCodeException) {
        String why = String.valueOf(next.getMessage());
        return new Refusal.Invalid("", why, why);
      }
      next = next.getCause();
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("The route failed", failure);
  }
}
