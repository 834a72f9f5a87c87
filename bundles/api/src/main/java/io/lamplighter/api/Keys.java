package io.lamplighter.api;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms in which phones and addresses are compared, whoever wrote them down. */
public final class Keys {
  private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");
  private static final Pattern CHINA = Pattern.compile("^(?:00)?86(?=1\\d{10}$|0\\d{9,11}$)");
  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]");

  private Keys() {}

  /** The digits, without China's country code. */
  public static String phone(String phone) {
    return CHINA.matcher(NOT_DIGITS.matcher(phone).replaceAll("")).replaceFirst("");
  }

  /**
   * Letters and digits only, in one width and case; empty when there is none. Says nothing about
   * what the words mean: two ways to name one house stay two.
   */
  public static String address(String address) {
    String plain = Normalizer.normalize(address, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return NOT_WORDS.matcher(plain).replaceAll("");
  }
}
