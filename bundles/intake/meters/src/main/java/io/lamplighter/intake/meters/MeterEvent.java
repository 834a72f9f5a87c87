package io.lamplighter.intake.meters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a meter has noticed.
 *
 * @param at by the meter's own clock
 * @param details the vendor's own, JSON text; null for none
 * @param pointer to the part of its message that it is read from; empty for the whole
 */
record MeterEvent(
    String region,
    String concentrator,
    String messageId,
    String meter,
    Codes.Code code,
    Instant at,
    @Nullable String details,
    String pointer) {

  private static final Pattern METER = Pattern.compile("[A-Za-z0-9-]{1,32}");

  /**
   * @throws Unreadable {@code bad-meter} when no meter has such a number
   */
  static String meter(String number) throws Unreadable {
    Unreadable.unless(METER.matcher(number).matches(), "bad-meter");
    return number;
  }

  /**
   * What is kept of it when it is not acted on.
   *
   * @param topic that its message came on
   */
  SetAside setAside(String topic, String cause) {
    String said = meter + " " + code.code() + " " + at;
    return new SetAside(
        topic, region, concentrator, pointer, cause, said.getBytes(StandardCharsets.UTF_8));
  }

  /** What makes two reports the same. */
  record Key(String concentrator, String meter, String code, Instant at) {}

  Key key() {
    return new Key(concentrator, meter, code.code(), at);
  }
}
