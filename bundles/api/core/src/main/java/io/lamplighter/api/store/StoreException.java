package io.lamplighter.api.store;

/**
 * The database refused something that the caller could not foresee; the transaction is rolled back.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
