package io.lamplighter.dispatch;

import java.util.Optional;

/**
 * Looks at the head of a picture, and at nothing behind it: what type it is and how large it would
 * be. Nothing is ever decoded, so nothing can unfold.
 */
final class Pictures {
  /** Pixels of a side. */
  static final int LONGEST_SIDE = 12_000;

  private static final int LEAST = 30;

  private Pictures() {}

  /** Its type as in HTTP, and its sides in pixels. */
  record Picture(String type, int width, int height) {
    boolean isSensible() {
      return width >= 1 && height >= 1 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
    }
  }

  /** Empty when it is no JPEG, PNG or WebP, or its head is broken. */
  static Optional<Picture> look(byte[] bytes) {
    if (bytes.length < LEAST) {
      return Optional.empty();
    }
    if (number(bytes, 0, 4) == 0x89504E47L && number(bytes, 4, 4) == 0x0D0A1A0AL) {
      return text(bytes, 12, "IHDR")
          ? of("image/png", number(bytes, 16, 4), number(bytes, 20, 4))
          : Optional.empty();
    }
    if (number(bytes, 0, 3) == 0xFFD8FFL) {
      return jpeg(bytes);
    }
    return text(bytes, 0, "RIFF") && text(bytes, 8, "WEBP") ? webp(bytes) : Optional.empty();
  }

  private static Optional<Picture> of(String type, long width, long height) {
    return width > Integer.MAX_VALUE || height > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Picture(type, (int) width, (int) height));
  }

  /** From segment to segment until one says how large it is. */
  private static Optional<Picture> jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && number(bytes, at, 1) == 0xFF) {
      int marker = (int) number(bytes, at + 1, 1);
      boolean frame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame) {
        return of("image/jpeg", number(bytes, at + 7, 2), number(bytes, at + 5, 2));
      }
      int length = (int) number(bytes, at + 2, 2);
      if (length < 2) {
        return Optional.empty();
      }
      at += 2 + length;
    }
    return Optional.empty();
  }

  private static Optional<Picture> webp(byte[] bytes) {
    if (text(bytes, 12, "VP8X")) {
      return of("image/webp", little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1);
    }
    if (text(bytes, 12, "VP8L")) {
      long sides = little(bytes, 21, 4);
      return of("image/webp", (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1);
    }
    return text(bytes, 12, "VP8 ")
        ? of("image/webp", little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF)
        : Optional.empty();
  }

  private static long number(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | bytes[at + i] & 0xFF;
    }
    return number;
  }

  private static long little(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = number << 8 | bytes[at + i] & 0xFF;
    }
    return number;
  }

  private static boolean text(byte[] bytes, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
