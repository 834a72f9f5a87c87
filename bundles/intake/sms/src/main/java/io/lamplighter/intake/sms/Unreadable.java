package io.lamplighter.intake.sms;

/** A message that cannot be taken in; it is kept with its cause. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause stable word, as in {@code unknown-coding}
   */
  Unreadable(String cause) {
    super(cause, null, false, false);
  }

  static void unless(boolean readable, String cause) throws Unreadable {
    if (!readable) {
      throw new Unreadable(cause);
    }
  }

  String causeWord() {
    return String.valueOf(getMessage());
  }
}
