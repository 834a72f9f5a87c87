package io.lamplighter.door;

import io.lamplighter.kit.text.Utf8;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A text of another charset, in UTF-8. What was none in its own is none here: an octet 0xFF. */
final class Utf8Stream extends FilterInputStream {
  private static final int CHARS = 4096;

  /** Marks what means nothing by half a character, which no encoder takes. */
  private final Reader text;

  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final CharBuffer chars = CharBuffer.allocate(CHARS).flip();
  private final ByteBuffer octets = ByteBuffer.allocate(4 * CHARS).flip();

  Utf8Stream(InputStream in, Charset declared) {
    super(in);
    text = Utf8.marking(in, declared);
  }

  @Override
  public int read() throws IOException {
    return octets.hasRemaining() || fill() ? octets.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!octets.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, octets.remaining());
    octets.get(to, offset, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("Nothing is skipped here");
  }

  @Override
  public int available() {
    return octets.remaining();
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Whether there is more. */
  private boolean fill() throws IOException {
    octets.clear();
    boolean ended = false;
    while (octets.position() == 0 && !ended) {
      chars.compact();
      ended = text.read(chars) < 0;
      chars.flip();
      CoderResult result = encoder.encode(chars, octets, ended);
      while (result.isError()) {
        chars.position(chars.position() + result.length());
        octets.put((byte) 0xFF);
        result = encoder.encode(chars, octets, ended);
      }
    }
    octets.flip();
    return octets.hasRemaining();
  }
}
