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

  @Test
  void thereNeedNotBeAQuery() {
    assertTrue(Address.isReadable(null));
  }
}
