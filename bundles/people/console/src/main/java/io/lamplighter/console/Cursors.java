package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;

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

  /**
   * As {@link #parse}, for who follows: nothing can have given him a cursor behind the journal's
   * end, and with one he would hear nothing for a long time.
   */
  static Cursor upTo(Cursor end, String text, String pointer) {
    Cursor cursor = parse(text, pointer);
    if (cursor.compareTo(end) > 0) {
      throw new Refusal.Invalid(
          pointer, "is behind the end of the journal, " + end, "超出日志末尾 " + end);
    }
    return cursor;
  }

  /** Whether there was nothing behind the page when the journal ended there. */
  static boolean reaches(Page<Entry> page, Cursor end) {
    return page.next() == null || Cursor.parse(page.next()).compareTo(end) >= 0;
  }
}
