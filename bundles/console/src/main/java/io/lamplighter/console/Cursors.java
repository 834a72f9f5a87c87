package io.lamplighter.console;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;

/** Journal cursors as callers write them. */
final class Cursors {
  private Cursors() {}

  /**
   * @param pointer the parameter or header it stands in
   * @throws Refusal.Invalid when it is none
   */
  static Cursor parse(String text, String pointer) {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException notACursor) {
      throw new Refusal.Invalid(
          pointer, "must be the id of an entry or a next cursor", "须为日志条目的 id 或 next 游标");
    }
  }
}
