package io.lamplighter.intake.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text that goes out, cut into what one message holds: 160 characters of the 7-bit alphabet or 70
 * of UCS-2, less for the header when there are several.
 */
final class Segments {
  /** The text is cut off when it would take more parts. */
  static final int MOST = 20;

  private static final int OCTETS = 140;
  private static final int SEPTETS = 160;
  private static final int HEADER_OCTETS = 6;
  private static final int HEADER_SEPTETS = 7;

  private Segments() {}

  /** One message. */
  record Segment(byte coding, boolean hasHeader, byte[] body) {}

  /**
   * @param reference tells the parts of one text from those of another to the same number
   */
  static List<Segment> of(String text, int reference) {
    boolean narrow = Gsm7.has(text);
    byte coding = narrow ? Alphabet.DEFAULT_CODING : Alphabet.UCS2_CODING;
    byte[] whole = narrow ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
    if (whole.length <= (narrow ? SEPTETS : OCTETS)) {
      return List.of(new Segment(coding, false, whole));
    }
    int room = narrow ? SEPTETS - HEADER_SEPTETS : OCTETS - HEADER_OCTETS;
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < whole.length && pieces.size() < MOST; ) {
      int end = end(whole, at, room, narrow);
      pieces.add(Arrays.copyOfRange(whole, at, end));
      at = end;
    }
    List<Segment> segments = new ArrayList<>();
    for (byte[] piece : pieces) {
      byte[] body = new byte[HEADER_OCTETS + piece.length];
      byte number = (byte) (segments.size() + 1);
      byte[] header = {5, 0, 3, (byte) reference, (byte) pieces.size(), number};
      System.arraycopy(header, 0, body, 0, HEADER_OCTETS);
      System.arraycopy(piece, 0, body, HEADER_OCTETS, piece.length);
      segments.add(new Segment(coding, true, body));
    }
    return segments;
  }

  /** Where a part ends: never within an escape sequence or a surrogate pair. */
  private static int end(byte[] whole, int at, int room, boolean narrow) {
    int end = Math.min(whole.length, at + room);
    if (end == whole.length) {
      return end;
    }
    if (narrow) {
      return whole[end - 1] == Gsm7.ESCAPE ? end - 1 : end;
    }
    char last = (char) ((whole[end - 2] & 0xFF) << 8 | whole[end - 1] & 0xFF);
    return Character.isHighSurrogate(last) ? end - 2 : end;
  }
}
