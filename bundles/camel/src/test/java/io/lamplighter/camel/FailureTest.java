package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
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
    Failure failure = Failure.of(new CamelExecutionException("wrapped", null, http));
    assertEquals(kind, failure.kind());
    assertTrue(failure.cause().contains("no such code"), failure.cause());
  }

  @Test
  void aPartnerThatDoesNotAnswerIsAway() {
    assertEquals(Failure.Kind.AWAY, Failure.of(new SocketTimeoutException("hangs")).kind());
    Refusal away = new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
    assertEquals(Failure.Kind.AWAY, Failure.of(away).kind());
  }

  @Test
  void anythingElseIsTheMessagesOwn() {
    Failure failure = Failure.of(new RuntimeException(new ArithmeticException("/ by\n zero")));
    assertEquals(new Failure(Failure.Kind.MESSAGE, "ArithmeticException: / by zero"), failure);
  }
}
