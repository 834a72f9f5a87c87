package io.lamplighter.intake.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How the octets of a text are read, by its data_coding (SMPP 3.4, 5.2.19). */
enum Alphabet {
  GSM7,
  LATIN1,
  UCS2,
  GBK;

  static final byte DEFAULT_CODING = 0;
  static final byte UCS2_CODING = 8;
  private static final Pattern NOT_WRITING = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");

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
      case 15 -> GBK; // what China's gateways mean by 15
      default -> throw new Unreadable("unknown-coding");
    };
  }

  /** The text without control characters and halves of characters, line ends as {@code \n}. */
  String decode(byte[] octets) {
    String text =
        switch (this) {
          case GSM7 -> Gsm7.decode(octets);
          case LATIN1 -> new String(octets, StandardCharsets.ISO_8859_1);
          case UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
          case GBK -> new String(octets, Charset.forName("GBK"));
        };
    return NOT_WRITING.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
  }
}
