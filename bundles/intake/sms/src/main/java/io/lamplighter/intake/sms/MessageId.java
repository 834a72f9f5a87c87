package io.lamplighter.intake.sms;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The id that a message centre gives a text. In the receipt the same centre may write it in the
 * other base, filled up with zeros, or in capitals.
 */
final class MessageId {
  private static final Pattern FILLING = Pattern.compile("^(?:0x)?0*(?=[0-9a-f]{1,40}$)");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,40}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,40}");

  private MessageId() {}

  /** As it is kept: small letters, and no zeros before a number. */
  static String normal(String written) {
    String plain = written.replace("\0", "").strip().toLowerCase(Locale.ROOT);
    return FILLING.matcher(plain).replaceFirst("");
  }

  /** Whether it does not tell by itself in which base it is written. */
  static boolean isAmbiguous(String normal) {
    return DECIMAL.matcher(normal).matches();
  }

  /**
   * Itself, and what it is in the other base.
   *
   * @param normal as {@link #normal} makes it
   */
  static Set<String> spellings(String normal) {
    Set<String> spellings = new LinkedHashSet<>(Set.of(normal));
    if (DECIMAL.matcher(normal).matches()) {
      spellings.add(new BigInteger(normal).toString(16));
    }
    if (HEXADECIMAL.matcher(normal).matches()) {
      spellings.add(new BigInteger(normal, 16).toString());
    }
    return spellings;
  }
}
