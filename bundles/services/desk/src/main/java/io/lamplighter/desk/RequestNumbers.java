package io.lamplighter.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Request numbers: the day (yyMMdd in the desk's zone), seven digits of a sequence, one Luhn check
 * digit. Fourteen digits, easy to read out, in the order of arrival.
 */
record RequestNumbers(ZoneId zone) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
  private static final Pattern FORM = Pattern.compile("[0-9]{14}");

  String number(Instant at, long sequence) {
    String body = DAY.format(at.atZone(zone)) + String.format(Locale.ROOT, "%07d", sequence);
    return body + checkDigit(body);
  }

  /** Whether it can be a request number: a slip of the finger is told without asking anybody. */
  static boolean plausible(String number) {
    return FORM.matcher(number).matches()
        && number.charAt(13) == checkDigit(number.substring(0, 13));
  }

  private static char checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit * 2 : digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }
}
