package io.lamplighter.kit.personal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads phones by the numbering plans of the world (libphonenumber). */
final class PhoneReader {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final int LONGEST = 200;

  /** A number within what was written, and what stands behind it with signs or blanks only. */
  private static final Pattern RUN = Pattern.compile("\\+?(?:[\\s().\\[\\]‐-―−·-]*\\d){3,24}");

  /** Nothing but a number: only then is one taken that no numbering plan knows. */
  private static final Pattern BARE = Pattern.compile("\\s*" + RUN.pattern() + "\\s*");

  private static final Pattern DASHES = Pattern.compile("[‐-―−]");
  private static final Pattern NOT_DIGITS = Pattern.compile("\\D");

  private static final int REMEMBERED = 2_000;

  private final String country;

  /** Who has just come in is asked for again by each part that knows him. */
  private final Lately keys = new Lately(REMEMBERED);

  /**
   * @param country of numbers that name none, ISO 3166
   */
  PhoneReader(String country) {
    if (PLANS.getCountryCodeForRegion(country) == 0) {
      throw new IllegalArgumentException("lamp.country: '" + country + "' is no country");
    }
    this.country = country;
  }

  static PhoneReader ofTheHouse() {
    return new PhoneReader(System.getProperty("lamp.country", "CN").toUpperCase(Locale.ROOT));
  }

  String key(String written) {
    return written.length() > LONGEST ? "" : keys.of(written, this::read);
  }

  /** A number that the plans know to be given to people, as E.164; else empty. */
  String inUse(String written) {
    return written.length() > LONGEST
        ? ""
        : number(written)
            .filter(PLANS::isValidNumber)
            .map(number -> PLANS.format(number, PhoneNumberFormat.E164))
            .orElse("");
  }

  private String read(String written) {
    String plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
    for (Matcher run = RUN.matcher(plain); run.find(); ) {
      Optional<String> known = known(run.group());
      if (known.isPresent()) {
        return known.get();
      }
    }
    return BARE.matcher(plain).matches() ? digits(plain) : "";
  }

  /**
   * Behind a number may stand an extension or another number: of the run and its beginnings the
   * longest that is in use, else one that is as long as numbers are.
   */
  private Optional<String> known(String run) {
    Optional<PhoneNumber> whole = number(run);
    return whole
        .filter(PLANS::isValidNumber)
        .or(
            () ->
                beginnings(run)
                    .flatMap(begin -> number(begin).stream())
                    .filter(PLANS::isValidNumber)
                    .findFirst())
        .or(() -> whole.filter(PhoneReader::isPossible))
        .or(
            () -> {
              int dash = DASHES.matcher(run).replaceAll("-").lastIndexOf('-');
              return dash < 0
                  ? Optional.empty()
                  : number(run.substring(0, dash)).filter(PhoneReader::isPossible);
            })
        .map(number -> PLANS.format(number, PhoneNumberFormat.E164));
  }

  /** Of less than all, the longest first; each ends where a sign or a blank stands. */
  private static Stream<String> beginnings(String run) {
    return IntStream.iterate(run.length() - 1, end -> end > 1, end -> end - 1)
        .filter(end -> !Character.isDigit(run.charAt(end)))
        .filter(end -> Character.isDigit(run.charAt(end - 1)))
        .mapToObj(end -> run.substring(0, end));
  }

  private static boolean isPossible(PhoneNumber number) {
    return PLANS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
  }

  private Optional<PhoneNumber> number(String run) {
    try {
      return Optional.of(PLANS.parse((run.startsWith("+") ? "+" : "") + digits(run), country));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  String dialled(String key) {
    if (!key.startsWith("+")) {
      return key;
    }
    try {
      PhoneNumber number = PLANS.parse(key, country);
      boolean ours = number.getCountryCode() == PLANS.getCountryCodeForRegion(country);
      return digits(ours ? PLANS.format(number, PhoneNumberFormat.NATIONAL) : key);
    } catch (NumberParseException e) {
      return digits(key);
    }
  }

  private static String digits(String text) {
    return NOT_DIGITS.matcher(text).replaceAll("");
  }
}
