package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1, true",
    "/%E5%81%9c, true",
    "q=100%25, true",
    "/%zz, false",
    "/%u0041, false",
    "q=100%, false",
    "q=%4, false",
    "/%４１, false",
  })
  void everyPercentBeginsAnOctet(String part, boolean readable) {
    assertEquals(readable, Address.isReadable(part));
  }

  @ParameterizedTest
  @CsvSource({
    "/app/../x, true",
    "/app/%2e%2E/META-INF, true",
    "/app/.;a=b/x, true",
    "/app/.., true",
    "/./, true",
    "/app/a..b, false",
    "/app/.well-known, false",
    "/app/..., false",
    "/app/%2e%2e%2e, false",
  })
  void segmentsOfDotsAreFound(String path, boolean dots) {
    assertEquals(dots, Address.hasDots(path));
  }

  @Test
  void thereNeedNotBeAQuery() {
    assertTrue(Address.isReadable(null));
  }
}
