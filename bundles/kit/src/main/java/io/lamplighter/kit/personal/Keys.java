package io.lamplighter.kit.personal;

import java.text.Normalizer;
import java.util.Locale;

/** The forms in which phones and addresses are compared, whoever wrote them down. */
public final class Keys {
  private static final PhoneReader PHONES = PhoneReader.ofTheHouse();

  private Keys() {}

  /**
   * A phone however people write it (blanks, brackets, full width, country code, extension), as
   * E.164; a number that only works within the house's country, as 95598, by its digits.
   *
   * <p>Numbers without a country code are of the country that the system property {@code
   * lamp.country} names (ISO 3166, CN when it names none).
   *
   * @return empty when there is no phone in it
   */
  public static String phone(String phone) {
    return PHONES.key(phone);
  }

  /**
   * As {@link #phone}, of a number that is in use by the numbering plans: for what may be another
   * number than a phone's.
   *
   * @return empty when it is none
   */
  public static String phoneInUse(String number) {
    return PHONES.inUse(number);
  }

  /**
   * What one dials from within the house's country.
   *
   * @param key as {@link #phone} makes it
   * @return digits only: those of the other country's number, with its code, when it is abroad
   */
  public static String dialled(String key) {
    return PHONES.dialled(key);
  }

  /**
   * Letters and digits only, in one width and case; empty when there is none. Says nothing about
   * what the words mean: two ways to name one house stay two.
   */
  public static String address(String address) {
    String plain = Normalizer.normalize(address, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder words = new StringBuilder(plain.length());
    plain.codePoints().filter(Keys::isOfWord).forEach(words::appendCodePoint);
    return words.toString();
  }

  private static boolean isOfWord(int point) {
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.LETTER_NUMBER
        || Character.getType(point) == Character.OTHER_NUMBER;
  }
}
