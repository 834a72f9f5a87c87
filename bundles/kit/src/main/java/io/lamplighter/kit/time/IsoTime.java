package io.lamplighter.kit.time;

import io.lamplighter.api.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as others write them: ISO 8601, RFC 3339 and XML Schema's {@code xs:dateTime}, with
 * 24:00:00 for the end of a day and any number of decimals (those below a nanosecond are cut off).
 */
public final class IsoTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,40}))?)?"
              + "([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?");
  private static final int NANO_DIGITS = 9;

  private IsoTime() {}

  /**
   * A time that says its offset.
   *
   * @throws DateTimeException when it is none, or not of the years 0001 to 9999, which is all that
   *     every part of the platform can keep
   */
  public static OffsetDateTime parse(String written) {
    return read(written, null);
  }

  /**
   * A time that may say its offset.
   *
   * @param otherwise the zone of a time that says none
   * @throws DateTimeException as {@link #parse(String)}
   */
  public static OffsetDateTime parse(String written, ZoneId otherwise) {
    return read(written, otherwise);
  }

  /**
   * A time that says its offset, where somebody wrote it.
   *
   * @throws Refusal.Invalid naming the place, when it is none
   */
  public static OffsetDateTime at(String pointer, String written) {
    try {
      return parse(written);
    } catch (DateTimeException e) {
      throw new Refusal.Invalid(
          pointer,
          "must be a real time in ISO 8601 with its offset, as in 2026-11-22T08:00:00+08:00",
          "须为带时区偏移的有效 ISO 8601 时间，如 2026-11-22T08:00:00+08:00");
    }
  }

  private static OffsetDateTime read(String written, @Nullable ZoneId otherwise) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new DateTimeException("is not a time");
    }
    LocalDate day = LocalDate.of(number(form, 1), number(form, 2), number(form, 3));
    LocalTime time = time(form);
    boolean endOfDay = number(form, 4) == 24;
    LocalDateTime local = day.plusDays(endOfDay ? 1 : 0).atTime(time);
    String offset = form.group(8);
    if (offset == null && otherwise == null) {
      throw new DateTimeException("has no offset");
    }
    OffsetDateTime read =
        offset != null
            ? local.atOffset(ZoneOffset.of(offset.toUpperCase(Locale.ROOT)))
            : local.atZone(Objects.requireNonNull(otherwise)).toOffsetDateTime();
    int year = read.withOffsetSameInstant(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9999) {
      throw new DateTimeException("is not of the years 0001 to 9999");
    }
    return read;
  }

  private static LocalTime time(Matcher form) {
    int second = form.group(6) == null ? 0 : number(form, 6);
    int nano = nano(form.group(7));
    if (number(form, 4) == 24) {
      if (number(form, 5) + second + nano != 0) {
        throw new DateTimeException("is after the end of the day");
      }
      return LocalTime.MIDNIGHT;
    }
    return LocalTime.of(number(form, 4), number(form, 5), second, nano);
  }

  private static int nano(@Nullable String decimals) {
    return decimals == null
        ? 0
        : Integer.parseInt((decimals + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }
}
