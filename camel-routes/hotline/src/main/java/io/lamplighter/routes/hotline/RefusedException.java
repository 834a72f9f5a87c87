package io.lamplighter.routes.hotline;

/** The hotline does not take a step. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
