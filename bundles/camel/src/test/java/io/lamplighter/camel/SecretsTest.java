package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sftp://me:pw@host/x?delay=5       | sftp://me:***@host/x?delay=5
          ftp:host?username=u&password=p&d  | ftp:host?username=u&password=***&d
          {"apiKey": "lk_1", "n": 2}        | {"apiKey": "***", "n": 2}
          Authorization: Bearer abc.def now | Authorization: Bearer *** now
          http://host:8080/a?id=1           | http://host:8080/a?id=1
          """)
  void areMasked(String words, String masked) {
    assertEquals(masked, Secrets.mask(words));
  }
}
