package io.lamplighter.intake.meters;

/** A part of a message that cannot be taken in; the cause is kept with it. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause stable word, as in {@code future}
   */
  Unreadable(String cause) {
    super(cause, null, false, false);
  }

  static void unless(boolean met, String cause) throws Unreadable {
    if (!met) {
      throw new Unreadable(cause);
    }
  }

  String causeWord() {
    return String.valueOf(getMessage());
  }
}
