package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import io.lamplighter.kit.text.Writing;
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
    if (!(lines ? Writing.isLines(text) : Writing.isLine(text))) {
      errors.add(
          FieldError.of(
              pointer,
              "must not contain control characters or incomplete characters",
              "不得含有控制字符或不完整的字符"));
    }
  }
}
