package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Holds JSON to what it is: UTF-8 without octets that mean nothing there (RFC 8259, 8.1). Parsers
 * take overlong forms, UTF-16 and halves of characters; whoever checks the text after them would
 * see something else than whoever checked it before.
 */
final class JsonBytes {
  private static final int LONGEST = 4;

  private JsonBytes() {}

  /**
   * @throws Refusal.Invalid naming the first octet that is wrong
   */
  static void require(List<byte[]> pieces) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer nowhere = CharBuffer.allocate(2048);
    ByteBuffer left = ByteBuffer.allocate(0);
    long before = 0;
    for (int i = 0; i < pieces.size(); i++) {
      byte[] piece = pieces.get(i);
      boolean last = i == pieces.size() - 1;
      if (isAscii(piece) && !left.hasRemaining()) {
        before += piece.length;
        continue;
      }
      ByteBuffer in = ByteBuffer.allocate(left.remaining() + piece.length).put(left).put(piece);
      in.flip();
      CoderResult result;
      do {
        nowhere.clear();
        result = decoder.decode(in, nowhere, last);
      } while (result.isOverflow());
      if (result.isError() || in.remaining() >= LONGEST) {
        throw wrong(before + in.position());
      }
      requireNoNul(piece, before);
      before += in.position();
      left = in;
    }
  }

  private static boolean isAscii(byte[] piece) {
    for (byte octet : piece) {
      if (octet <= 0) {
        return false;
      }
    }
    return true;
  }

  private static void requireNoNul(byte[] piece, long before) {
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == 0) {
        throw wrong(before + i);
      }
    }
  }

  private static Refusal wrong(long at) {
    return new Refusal.Invalid(
        "", "This is not UTF-8, at octet " + (at + 1), "不是有效的 UTF-8，第 " + (at + 1) + " 字节");
  }
}
