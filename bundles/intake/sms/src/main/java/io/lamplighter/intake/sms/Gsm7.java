package io.lamplighter.intake.sms;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** The GSM 7-bit default alphabet (3GPP TS 23.038), one septet in each octet as SMPP sends it. */
final class Gsm7 {
  static final byte ESCAPE = 0x1B;
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final Map<Byte, Character> EXTENDED =
      Map.of(
          (byte) 0x0A,
          '\f',
          (byte) 0x14,
          '^',
          (byte) 0x28,
          '{',
          (byte) 0x29,
          '}',
          (byte) 0x2F,
          '\\',
          (byte) 0x3C,
          '[',
          (byte) 0x3D,
          '~',
          (byte) 0x3E,
          ']',
          (byte) 0x40,
          '|',
          (byte) 0x65,
          '€');
  private static final Map<Character, byte[]> CODES = codes();

  private Gsm7() {}

  private static Map<Character, byte[]> codes() {
    Map<Character, byte[]> codes = new HashMap<>();
    for (int i = 0; i < BASIC.length(); i++) {
      codes.put(BASIC.charAt(i), new byte[] {(byte) i});
    }
    codes.remove((char) ESCAPE);
    EXTENDED.forEach((code, letter) -> codes.put(letter, new byte[] {ESCAPE, code}));
    return codes;
  }

  /** Whether every character of {@code text} is in the alphabet. */
  static boolean has(String text) {
    return text.chars().allMatch(letter -> CODES.containsKey((char) letter));
  }

  static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (char letter : text.toCharArray()) {
      out.writeBytes(CODES.getOrDefault(letter, new byte[] {'?'}));
    }
    return out.toByteArray();
  }

  /** Octets above 0x7F are not of this alphabet and become U+FFFD. */
  static String decode(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      byte octet = octets[i];
      if (octet < 0) {
        text.append('\uFFFD');
      } else if (octet != ESCAPE) {
        text.append(BASIC.charAt(octet));
      } else if (++i < octets.length) {
        // A phone that does not know an extension shows the basic character (TS 23.038, 6.2.1.1).
        byte code = octets[i];
        text.append(EXTENDED.getOrDefault(code, code < 0 ? '\uFFFD' : BASIC.charAt(code)));
      }
    }
    return text.toString();
  }
}
