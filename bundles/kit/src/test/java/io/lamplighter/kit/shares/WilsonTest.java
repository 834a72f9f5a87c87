package io.lamplighter.kit.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interval, against the published examples (R. G. Newcombe, Stat. Med. 17, 1998, table I). */
class WilsonTest {
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "3, 3, 0.4385, 1.0000"
  })
  void isAsPublished(long seen, long all, double low, double high) {
    Wilson within = Wilson.of(seen, all);
    assertEquals(low, within.low(), 0.00005);
    assertEquals(high, within.high(), 0.00005);
  }
}
