package io.lamplighter.door;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;

/** A body that is in memory as a whole. */
final class HeldBody extends ServletInputStream {
  private final List<byte[]> pieces;
  private final Deque<byte[]> unread;
  private int at;

  /**
   * @param pieces full to their ends
   */
  HeldBody(List<byte[]> pieces) {
    this.pieces = List.copyOf(pieces);
    this.unread = new ArrayDeque<>(pieces);
  }

  /** Nothing. */
  HeldBody() {
    this(List.of());
  }

  /** All of it, read or not. */
  List<byte[]> pieces() {
    return pieces;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    byte[] piece = unread.peek();
    if (piece == null) {
      return -1;
    }
    int n = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, offset, n);
    at += n;
    if (at == piece.length) {
      unread.remove();
      at = 0;
    }
    return n;
  }

  @Override
  public int available() {
    byte[] piece = unread.peek();
    return piece == null ? 0 : piece.length - at;
  }

  @Override
  public boolean isFinished() {
    return unread.isEmpty();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("The body is here already");
  }
}
