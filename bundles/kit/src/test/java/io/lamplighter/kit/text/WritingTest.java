package io.lamplighter.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Whatever people write stays; what no part can carry goes. */
class WritingTest {
  @Test
  void writingStays() {
    for (String text : new String[] {"停电 😀👩‍👩‍👧", "مرحبا \u202Eabc", "two\nlines\tand a tab"}) {
      assertEquals(text, Writing.lines(text));
    }
    assertTrue(Writing.isLine("王先生 😀"));
  }

  @Test
  void whatIsNoWritingGoes() {
    assertEquals("abc", Writing.lines("a\0b\u0007\uD800\u0085\uFFFEc\uDBFF\uDFFF"));
    assertEquals("a\nb\nc", Writing.lines("a\r\nb\rc"));
    assertEquals("梅山路 9号", Writing.line("梅山路\r\n9号\0"));
    for (String text : new String[] {"a\0", "a\n", "\uDC00", "\uFDD0"}) {
      assertFalse(Writing.isLine(text));
    }
  }
}
