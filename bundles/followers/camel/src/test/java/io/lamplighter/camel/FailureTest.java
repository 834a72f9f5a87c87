package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "400, MESSAGE",
    "404, MESSAGE",
    "409, MESSAGE",
    "422, MESSAGE",
    "500, TROUBLE",
    "501, TROUBLE",
    "401, AWAY",
    "403, AWAY",
    "408, AWAY",
    "429, AWAY",
    "502, AWAY",
    "503, AWAY",
    "504, AWAY"
  })
  void anHttpStatusTellsWhoIsMeant(int status, Failure.Kind kind) {
    Throwable http =
        new HttpOperationFailedException(
            "http://erp/x", status, "", null, Map.of(), "<Fault>no such code</Fault>");
    Failure failure =
        Failure.of(new CamelExecutionException("wrapped", null, http), NOW, new Secrets());
    assertEquals(kind, failure.kind());
    assertTrue(failure.cause().contains("no such code"), failure.cause());
  }

  @Test
  void aPartnerThatDoesNotAnswerIsAway() {
    assertEquals(
        Failure.Kind.AWAY,
        Failure.of(new SocketTimeoutException("hangs"), NOW, new Secrets()).kind());
    Refusal away = new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
    assertEquals(Failure.Kind.AWAY, Failure.of(away, NOW, new Secrets()).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After | 120 | PT2M",
        "retry-after | Sun, 22 Nov 2026 08:00:30 GMT | PT30S",
        "Retry-After | 999999 | PT1H",
        "Retry-After | Sun, 22 Nov 2026 07:00:00 GMT |",
        "Retry-After | soon |",
        "Date | 120 |"
      })
  void aPartnerMaySayHowLongHeWantsToBeLeftAlone(String header, String value, Duration rest) {
    Throwable busy =
        new HttpOperationFailedException(
            "http://erp/x", 429, "", null, Map.of(header, value), "busy");
    assertEquals(rest, Failure.of(busy, NOW, new Secrets()).retryAfter());
  }

  @Test
  void anythingElseIsTheMessagesOwn() {
    Failure failure =
        Failure.of(
            new RuntimeException(new ArithmeticException("/ by\n zero")), NOW, new Secrets());
    assertEquals(
        new Failure(Failure.Kind.MESSAGE, "ArithmeticException: / by zero", null), failure);
  }
}
