package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.api.Test;
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
    assertEquals(masked, new Secrets().mask(words));
  }

  @Test
  void whatARouteWasGivenIsShownNowhere() {
    Secrets secrets = new Secrets();
    secrets.learn("s3cr#t{{x}} & more");
    secrets.learn("s3cr#t");
    Properties settings = new Properties();
    settings.setProperty("erp.password", "hunter2");
    settings.setProperty("erp.url", "http://erp/in");
    settings.setProperty("erp.token", "{{more}}");
    secrets.learn(settings);
    assertEquals(
        "no *** in *** at http://erp/in as *** (***) {{more}}",
        secrets.mask(
            "no hunter2 in s3cr#t{{x}} & more at http://erp/in as"
                + " s3cr%23t%7B%7Bx%7D%7D+%26+more (s3cr#t) {{more}}"));
  }
}
