package io.lamplighter.kit.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to write a time is that instant, or refused; never another instant. */
class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T08:00:00+08:00, 2026-11-22T00:00:00Z",
    "2026-11-22T08:00:00+0800, 2026-11-22T00:00:00Z",
    "2026-11-22t00:00:00z, 2026-11-22T00:00:00Z",
    "2026-11-22 08:00+08, 2026-11-22T00:00:00Z",
    "2026-11-22T24:00:00+08:00, 2026-11-22T16:00:00Z",
    "2026-12-31T24:00:00.000Z, 2027-01-01T00:00:00Z",
    "2026-11-22T00:00:00.1234567890123Z, 2026-11-22T00:00:00.123456789Z",
    "'2026-11-22T00:00:00,5Z', 2026-11-22T00:00:00.500Z",
    "2026-11-22T00:00:00-14:00, 2026-11-22T14:00:00Z",
    "2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z"
  })
  void isThatInstant(String written, Instant instant) {
    assertEquals(instant, IsoTime.parse(written).toInstant());
  }

  @Test
  void withoutAnOffsetItIsTheZonesOwn() {
    assertEquals(
        Instant.parse("2026-11-22T16:00:00Z"),
        IsoTime.parse("2026-11-22T24:00:00", ZoneId.of("Asia/Shanghai")).toInstant());
    assertThrows(DateTimeException.class, () -> IsoTime.parse("2026-11-22T00:00:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "today",
        "2026-11-22",
        "2026-02-29T00:00:00Z",
        "2026-11-22T24:00:01Z",
        "2026-11-22T24:00:00.001Z",
        "2026-11-22T25:00:00Z",
        "2026-11-22T23:59:60Z",
        "2026-11-22T00:00:00+19:00",
        "12026-11-22T00:00:00Z",
        "-0044-03-15T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T24:00:00Z",
        "+999999999-12-31T23:59:59Z"
      })
  void orIsRefused(String written) {
    assertThrows(DateTimeException.class, () -> IsoTime.parse(written));
  }
}
