package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private static final Cursor END = new Cursor(70, 5);

  @Test
  void aCursorBehindTheEndIsRefusedByItsName() {
    assertEquals(END, Cursors.upTo(END, "70-5", "/after"));
    for (String text : List.of("70-6", "71-1", "999999999-1", "nonsense")) {
      Refusal.Invalid refused =
          assertThrows(
              Refusal.Invalid.class, () -> Cursors.upTo(END, text, "/Last-Event-ID"), text);
      assertEquals("/Last-Event-ID", refused.errors().get(0).pointer());
    }
  }

  @Test
  void aShortPageInTheMiddleIsNotTheLast() {
    assertFalse(Cursors.reaches(new Page<>(List.of(), "69-900"), END));
    assertTrue(Cursors.reaches(new Page<>(List.of(), "70-5"), END));
    assertTrue(Cursors.reaches(new Page<>(List.of(), "71-1"), END));
  }
}
