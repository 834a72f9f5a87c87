package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.ws.rs.InternalServerErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
  private static final Text TEXT = new Text("no", "不行");

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(new Refusal.Invalid("/a", "no", "不行"), 400, "invalid"),
        Arguments.of(new Refusal.Unauthenticated("session-ended", TEXT), 401, "session-ended"),
        Arguments.of(new Refusal.Forbidden("role-missing", TEXT), 403, "role-missing"),
        Arguments.of(new Refusal.NotFound("request.unknown", TEXT), 404, "request.unknown"),
        Arguments.of(new Refusal.Conflict("key-reused", TEXT), 409, "key-reused"),
        Arguments.of(new Refusal.Stale(1, 2), 412, "stale"),
        Arguments.of(new Refused(Problem.tooLarge(10)), 413, "too-large"),
        Arguments.of(
            new InternalServerErrorException(new Refused(Problem.tooLarge(10))), 413, "too-large"),
        Arguments.of(new Refusal.VersionNeeded(), 428, "version-needed"),
        Arguments.of(new Refusal.TooMany(Duration.ofMillis(1500)), 429, "too-many"),
        Arguments.of(new Refusal.Unavailable(TEXT, new IOException()), 503, "unavailable"),
        Arguments.of(
            new IllegalStateException(new Refusal.Conflict("inside", TEXT)), 409, "inside"),
        Arguments.of(new IllegalStateException("bug"), 500, "internal"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyFailureHasItsAnswer(Throwable thrown, int status, String code) {
    Problem problem = Problems.of(thrown);
    assertEquals(status, problem.status());
    Map<String, Object> body = problem.in(Locale.CHINESE);
    assertEquals("urn:lamplighter:problem:" + code, body.get("type"));
    assertEquals(status, body.get("status"));
    assertTrue(body.containsKey("title"));
    assertTrue(body.containsKey("detail"));
  }

  @Test
  void everyKindOfRefusalIsAnswered() {
    for (Class<?> kind : Refusal.class.getPermittedSubclasses()) {
      assertTrue(answers().anyMatch(a -> kind.isInstance(a.get()[0])), "no answer for " + kind);
    }
  }

  @Test
  void whoMustWaitIsToldHowLong() {
    assertEquals("2", header(new Refusal.TooMany(Duration.ofMillis(1500)), "Retry-After"));
    assertEquals("1", header(new Refusal.TooMany(Duration.ofNanos(1)), "Retry-After"));
    assertEquals("2", Problem.away().headers().get("Retry-After"));
    assertTrue(
        String.valueOf(header(new Refusal.Unauthenticated("x", TEXT), "WWW-Authenticate"))
            .startsWith("Bearer"));
  }

  @Test
  void fieldErrorsSpeakTheCallersLanguage() {
    Refusal refusal =
        new Refusal.Invalid(
            List.of(FieldError.of("/a", "missing", "缺少"), FieldError.of("/b", "long", "过长")));
    Map<String, Object> en = Problems.of(refusal).in(Locale.ENGLISH);
    assertEquals("/a: missing; /b: long", en.get("detail"));
    Map<String, Object> zh = Problems.of(refusal).in(Locale.CHINESE);
    assertEquals(
        List.of(Map.of("pointer", "/a", "message", "缺少"), Map.of("pointer", "/b", "message", "过长")),
        zh.get("errors"));
  }

  @Test
  void onAPageNothingThatWasSentIsAPartOfIt() {
    Problem problem =
        new Problem(413, "too-large", new Text("<script>alert(1)</script> & more", "内容过大"));
    String en = problem.page(Locale.ENGLISH);
    assertTrue(en.contains("<html lang=\"en\">") && en.contains("<h1>Too large</h1>"), en);
    assertTrue(en.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"), en);
    assertTrue(problem.page(Locale.CHINESE).contains("<h1>内容过大</h1>"));
  }

  @Test
  void theLogOfAnIncidentNamesNobody() {
    String text =
        Incidents.describe(
            new IllegalStateException("a", new IOException("call 王先生 at 13800000000, row 7")));
    assertFalse(text.contains("王先生"), text);
    assertFalse(text.contains("13800000000"), text);
    assertTrue(text.contains("row 7"), text);
    assertTrue(text.contains(ProblemsTest.class.getName()), text);
  }

  private static String header(Refusal refusal, String name) {
    return String.valueOf(Problems.of(refusal).headers().get(name));
  }

  @Test
  void bodyThatIsNotReadToItsEndEndsTheConnection() {
    assertEquals(
        "close", Problems.of(new Refused(Problem.tooLarge(10))).headers().get("Connection"));
  }
}
