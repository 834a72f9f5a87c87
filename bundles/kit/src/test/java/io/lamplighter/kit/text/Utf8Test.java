package io.lamplighter.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no UTF-8 are found where they stand; any sign that is one is read. */
class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"FF", "C080", "C0AF", "E080AF", "EDA080", "F7BFBFBF", "E4B8", "80", "C3"})
  void wrongBytesAreFound(String hex) throws IOException {
    byte[] wrong = java.util.HexFormat.of().parseHex(hex);
    byte[] text = ("点灯人\n" + "\uD800\uDFFF,").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[text.length + wrong.length + 2];
    System.arraycopy(text, 0, all, 0, text.length);
    System.arraycopy(wrong, 0, all, text.length, wrong.length);
    all[all.length - 2] = '\n';
    all[all.length - 1] = 'x';

    assertEquals(7, Utf8.malformedAt(read(Utf8.marking(new ByteArrayInputStream(all)))));
    CharConversionException refused =
        assertThrows(
            CharConversionException.class, () -> read(Utf8.strict(new ByteArrayInputStream(all))));
    assertEquals("The text is not UTF-8 in line 2", refused.getMessage());
  }

  @Test
  void everySignIsText() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 7) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    assertEquals(-1, Utf8.malformedAt(all));
    assertEquals(all.toString(), read(Utf8.strict(new ByteArrayInputStream(bytes))));
  }

  private static String read(Reader reader) throws IOException {
    StringWriter text = new StringWriter();
    reader.transferTo(text);
    return text.toString();
  }
}
