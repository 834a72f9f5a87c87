package io.lamplighter.journal;

import io.lamplighter.api.store.StoreException;

/** Why something failed, in one line for operators. */
final class Reason {
  private static final int MAX = 500;

  private Reason() {}

  /** Only the first line: PostgreSQL puts the values of a row, personal data, into the others. */
  static String of(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable root = failure instanceof StoreException && cause != null ? cause : failure;
    String text = root.toString().lines().findFirst().orElse("").replace('\0', ' ');
    return text.length() <= MAX ? text : text.substring(0, MAX);
  }
}
