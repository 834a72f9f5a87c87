package io.lamplighter.network;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets a parser have so much of a file for one step, and no more: whatever an element, a text or a
 * comment is made of, it stays small in memory.
 */
final class Gulps extends FilterInputStream {
  private static final int MOST = 1_048_576;

  private int had;

  Gulps(InputStream file) {
    super(file);
  }

  /** The parser has come one step further. */
  void step() {
    had = 0;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    took(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int read = super.read(to, offset, length);
    took(Math.max(0, read));
    return read;
  }

  private void took(int bytes) throws IOException {
    had += bytes;
    if (had > MOST) {
      throw new IOException("an element or a text is longer than " + MOST + " bytes");
    }
  }
}
