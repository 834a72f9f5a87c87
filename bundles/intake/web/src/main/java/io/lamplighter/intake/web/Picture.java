package io.lamplighter.intake.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A photo as it is kept: of a kind that its first bytes tell, and without what a camera writes
 * beside it, above all where it was taken. What does not hang together as its kind does is none.
 *
 * @param type its media type
 */
record Picture(String type, byte[] bytes) {
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int RESTART = 0xd0;
  private static final int FIRST_APP = 0xe1;
  private static final int LAST_APP = 0xef;

  /** Says how the colours are meant; a picture without it looks wrong. */
  private static final int ADOBE = 0xee;

  /** How colours are meant, too: an ICC profile. */
  private static final int ICC = 0xe2;

  private static final int COMMENT = 0xfe;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Set<String> PNG_TEXTS = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");
  private static final Set<String> WEBP_TEXTS = Set.of("EXIF", "XMP ");

  /** Bits of a WebP's first chunk that say that there are such. */
  private static final int WEBP_HAS_TEXTS = 0x0c;

  /** Null when it is none of JPEG, PNG and WebP. */
  static @Nullable Picture of(byte[] given) {
    try {
      if (given.length > 4 && (given[0] & 0xff) == 0xff && (given[1] & 0xff) == 0xd8) {
        return new Picture("image/jpeg", jpeg(given));
      }
      if (given.length > 8 && Arrays.equals(given, 0, 8, PNG, 0, 8)) {
        return new Picture("image/png", png(given));
      }
      if (given.length > 16 && name(given, 0).equals("RIFF") && name(given, 8).equals("WEBP")) {
        return new Picture("image/webp", webp(given));
      }
    } catch (IndexOutOfBoundsException broken) {
      return null;
    }
    return null;
  }

  /** Segment by segment to its end; what stands behind that is none of it (ITU-T T.81, B.1.1). */
  private static byte[] jpeg(byte[] given) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(given.length);
    kept.write(given, 0, 2);
    int at = 2;
    while (true) {
      if ((given[at] & 0xff) != 0xff) {
        throw new IndexOutOfBoundsException();
      }
      int marker = given[at + 1] & 0xff;
      if (marker == EOI) {
        kept.write(given, at, 2);
        return kept.toByteArray();
      }
      int end = at + 2 + ((given[at + 2] & 0xff) << 8 | given[at + 3] & 0xff);
      if (end < at + 4 || end > given.length) {
        throw new IndexOutOfBoundsException();
      }
      if (marker == SOS) {
        end = afterScan(given, end);
      }
      if (!isTold(given, at, marker)) {
        kept.write(given, at, end - at);
      }
      at = end;
    }
  }

  /** Where the next marker stands that is no restart. */
  private static int afterScan(byte[] given, int from) {
    int at = from;
    while (true) {
      int next = given[at + 1] & 0xff;
      if ((given[at] & 0xff) == 0xff && next != 0 && next != 0xff && (next & 0xf8) != RESTART) {
        return at;
      }
      at++;
    }
  }

  /** Whether a segment tells of the picture what nobody needs who looks at it. */
  private static boolean isTold(byte[] given, int at, int marker) {
    if (marker == ICC) {
      return !name(given, at + 4).equals("ICC_");
    }
    return marker >= FIRST_APP && marker <= LAST_APP && marker != ADOBE || marker == COMMENT;
  }

  /** Chunk by chunk (PNG, 5.3). */
  private static byte[] png(byte[] given) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(given.length);
    kept.write(given, 0, PNG.length);
    int at = PNG.length;
    while (at < given.length) {
      String name = name(given, at + 4);
      long length = 12L + (big(given, at) & 0xffffffffL);
      if (at + length > given.length) {
        throw new IndexOutOfBoundsException();
      }
      if (!PNG_TEXTS.contains(name)) {
        kept.write(given, at, (int) length);
      }
      at += (int) length;
      if (name.equals("IEND")) {
        break;
      }
    }
    return kept.toByteArray();
  }

  /** Chunk by chunk, each of an even length (RFC 9649, 2.3). */
  private static byte[] webp(byte[] given) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(given.length);
    kept.write(given, 0, 12);
    int at = 12;
    while (at + 8 <= given.length) {
      String name = name(given, at);
      long length = 8L + (little(given, at + 4) & 0xffffffffL);
      length += length & 1;
      if (at + length > given.length) {
        throw new IndexOutOfBoundsException();
      }
      if (!WEBP_TEXTS.contains(name)) {
        kept.write(given, at, (int) length);
      }
      at += (int) length;
    }
    byte[] all = kept.toByteArray();
    int size = all.length - 8;
    for (int i = 0; i < 4; i++) {
      all[4 + i] = (byte) (size >> 8 * i);
    }
    if (name(all, 12).equals("VP8X")) {
      all[20] &= (byte) ~WEBP_HAS_TEXTS;
    }
    return all;
  }

  private static String name(byte[] bytes, int at) {
    if (at + 4 > bytes.length) {
      throw new IndexOutOfBoundsException();
    }
    return new String(bytes, at, 4, ISO_8859_1);
  }

  private static int big(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private static int little(byte[] bytes, int at) {
    return Integer.reverseBytes(big(bytes, at));
  }
}
