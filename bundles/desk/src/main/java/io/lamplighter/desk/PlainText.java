package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import java.util.List;

/** What may stand in a text field: anything people write, but nothing that is not writing. */
final class PlainText {
  private PlainText() {}

  /** Adds an error when the text is too long or has control characters or half characters. */
  static void check(
      String pointer, String text, int maxLength, boolean lines, List<FieldError> errors) {
    if (text.codePointCount(0, text.length()) > maxLength) {
      errors.add(
          FieldError.of(
              pointer,
              "must not be longer than " + maxLength + " characters",
              "长度不得超过 " + maxLength + " 个字符"));
    }
    if (!isWriting(text, lines)) {
      errors.add(
          FieldError.of(
              pointer,
              "must not contain control characters or incomplete characters",
              "不得含有控制字符或不完整的字符"));
    }
  }

  /** Whether the database can keep it to the letter: no NUL, no half of a surrogate pair. */
  static boolean canBeStored(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
  }

  private static boolean isWriting(String text, boolean lines) {
    return text.codePoints()
        .noneMatch(c -> isHalf(c) || (Character.isISOControl(c) && !(lines && isLayout(c))));
  }

  private static boolean isLayout(int c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
