package io.lamplighter.camel;

/** Routes that cannot be made, with the line where they go wrong. */
final class BadRouteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  BadRouteException(int line, Throwable cause) {
    super(cause);
    this.line = line;
  }

  int line() {
    return line;
  }
}
