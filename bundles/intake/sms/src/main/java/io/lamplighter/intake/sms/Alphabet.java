package io.lamplighter.intake.sms;

import io.lamplighter.kit.text.Writing;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How the octets of a text are read, by its data_coding (SMPP 3.4, 5.2.19). */
enum Alphabet {
  GSM7,
  LATIN1,
  UCS2,
  GBK;

  static final byte DEFAULT_CODING = 0;
  static final byte UCS2_CODING = 8;

  /**
   * @param ofDefault what data_coding 0, the message centre's own alphabet, means here
   * @throws Unreadable {@code unknown-coding}, as for binary messages
   */
  static Alphabet of(byte coding, Alphabet ofDefault) throws Unreadable {
    return switch (coding) {
      case DEFAULT_CODING -> ofDefault;
      case 1 -> LATIN1; // IA5, which is ASCII
      case 3 -> LATIN1;
      case UCS2_CODING -> UCS2;
      case 15 -> GBK; // what China's gateways mean by 15; read as GB18030, which has all of it
      default -> ofGroup(coding & 0xFF);
    };
  }

  /** The coding groups that networks pass on (3GPP TS 23.038, 4), as messages with a class. */
  private static Alphabet ofGroup(int coding) throws Unreadable {
    boolean eightBit = (coding & 0x04) != 0;
    return switch (coding >> 4) {
      case 0x1, 0x4, 0x5 -> ofBits(coding >> 2 & 3);
      case 0xC, 0xD -> GSM7;
      case 0xE -> UCS2;
      case 0xF -> {
        Unreadable.unless(!eightBit, "unknown-coding");
        yield GSM7;
      }
      default -> throw new Unreadable("unknown-coding"); // compressed, or kept for later
    };
  }

  private static Alphabet ofBits(int bits) throws Unreadable {
    return switch (bits) {
      case 0 -> GSM7;
      case 2 -> UCS2;
      default -> throw new Unreadable("unknown-coding");
    };
  }

  /** The text without control characters and halves of characters, line ends as {@code \n}. */
  String decode(byte[] octets) {
    return Writing.lines(
        switch (this) {
          case GSM7 -> Gsm7.decode(octets);
          case LATIN1 -> new String(octets, StandardCharsets.ISO_8859_1);
          case UCS2 -> ucs2(octets);
          case GBK -> new String(octets, Charset.forName("GB18030"));
        });
  }

  /** Big endian, unless a byte order mark says otherwise. */
  private static String ucs2(byte[] octets) {
    boolean marked =
        octets.length > 1 && (octets[0] & octets[1] & 0xFF) == 0xFE && octets[0] != octets[1];
    return new String(octets, marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16BE);
  }
}
