package io.lamplighter.kit.text;

import java.io.CharConversionException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of files and messages, which must be UTF-8: a sign in more bytes than it needs, half a sign
 * or a surrogate is none.
 */
public final class Utf8 {
  /** Stands for what is no UTF-8; standing alone, no such text can have it. */
  private static final char MALFORMED = '\uDFFF';

  private Utf8() {}

  /** Reads on where a byte is wrong: {@link #malformedAt} finds the place in the text. */
  public static Reader marking(InputStream file) {
    return marking(file, StandardCharsets.UTF_8);
  }

  /** As {@link #marking(InputStream)}, a text of another charset. */
  public static Reader marking(InputStream file, Charset of) {
    CharsetDecoder decoder =
        of.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(MALFORMED));
    return new InputStreamReader(file, decoder);
  }

  /** All of it, as {@link #marking} reads it; the file is closed. */
  public static String text(InputStream file) throws IOException {
    try (Reader reader = marking(file)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    }
  }

  /** Where the text has a mark, or half a sign from elsewhere; -1 when it is all text. */
  public static int malformedAt(CharSequence text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  /** Ends where a byte is wrong, with a {@link CharConversionException} that names the line. */
  public static Reader strict(InputStream file) {
    return new Strict(marking(file));
  }

  private static final class Strict extends FilterReader {
    private int line = 1;
    private boolean high;

    Strict(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
      int count = super.read(to, offset, length);
      for (int i = offset; i < offset + count; i++) {
        if (Character.isLowSurrogate(to[i]) && !high) {
          throw new CharConversionException("The text is not UTF-8 in line " + line);
        }
        high = Character.isHighSurrogate(to[i]);
        line += to[i] == '\n' ? 1 : 0;
      }
      return count;
    }
  }
}
