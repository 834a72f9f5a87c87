package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is thrown at it is answered with a clear problem in the caller's language, and kept out.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BadInputIT {
  private static final String SUBMISSIONS = "/api/v1/submissions";
  private Instance instance;
  private Books books;
  private Client web;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    books = new Books(instance);
    web = instance.client().withKey(instance.users().key("web"));
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("not JSON", "停电了", 400, null),
        bad("nothing", "", 400, null),
        bad("cut off", "{\"channel\":\"web\"", 400, null),
        bad("two values", good().toString() + "{}", 400, null),
        bad("a list", "[]", 400, null),
        bad("10 MB", good().put("text", "停".repeat(10_000_000 / 3)).toString(), 413, null),
        bad("10,000 arrays", "[".repeat(10_000) + "]".repeat(10_000), 400, null),
        bad(
            "10,000 arrays in a field",
            "{\"channel\":\"web\",\"text\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            400,
            null),
        bad("an unknown field", good().put("colour", "red").toString(), 400, "/colour"),
        bad("an unknown field inside", with("contact", "{\"phon\":\"1\"}"), 400, "/contact/phon"),
        bad("a field twice", "{\"channel\":\"web\",\"channel\":\"app\"}", 400, null),
        bad("a number for a text", with("text", "17"), 400, "/text"),
        bad("a text for an object", with("location", "\"here\""), 400, "/location"),
        bad(
            "a text for a number",
            with("location", "{\"lon\":\"x\",\"lat\":1}"),
            400,
            "/location/lon"),
        bad("half a place", with("location", "{\"lon\":120.5}"), 400, "/location/lat"),
        bad(
            "a place off the earth",
            with("location", "{\"lon\":999,\"lat\":30}"),
            400,
            "/location/lon"),
        bad("half an emoji", with("text", "\"\\ud83d\""), 400, "/text"),
        bad("NUL in the reference", with("channelRef", "\"a\\u0000b\""), 400, "/channelRef"),
        bad(
            "the 30th of February",
            with("occurredAt", "\"2026-02-30T08:00:00+08:00\""),
            400,
            "/occurredAt"),
        bad(
            "a time without a zone",
            with("occurredAt", "\"2026-02-20T08:00:00\""),
            400,
            "/occurredAt"),
        bad(
            "tomorrow's outage",
            with("occurredAt", "\"2999-01-01T08:00:00+08:00\""),
            400,
            "/occurredAt"),
        bad("an unknown kind", with("kind", "\"party\""), 400, "/kind"),
        bad("SQL for a customer", with("customerNo", "\"1' or '1'='1\""), 400, "/customerNo"),
        bad(
            "script for a customer",
            with("customerNo", "\"<script>alert(1)</script>\""),
            400,
            "/customerNo"),
        bad(
            "SQL for a region",
            with("region", "\"33'; drop table desk.request;--\""),
            400,
            "/region"),
        bad("a text without end", with("text", "\"" + "a".repeat(50_000) + "\""), 400, "/text"),
        bad("nobody and nowhere", "{\"channel\":\"web\",\"text\":\"停电\"}", 400, ""),
        bad("nothing said", "{\"channel\":\"web\",\"customerNo\":\"3306010000017\"}", 400, "/text"),
        bad("no channel", "{\"text\":\"停电\",\"customerNo\":\"3306010000017\"}", 400, "/channel"),
        bad("another's channel", with("channel", "\"hotline\""), 403, null),
        bad("another's region", with("region", "\"110101\""), 403, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRefusedInBothLanguagesAndNotKept(String what, String body, int status, String pointer)
      throws Exception {
    String before = rows();
    JsonNode en = problem("en", body, status);
    JsonNode zh = problem("zh-CN", body, status);
    assertEquals(en.get("type"), zh.get("type"));
    assertFalse(chinese(en.get("title").asText()), "English: " + en);
    assertTrue(chinese(zh.get("title").asText()), "Chinese: " + zh);
    assertTrue(chinese(zh.get("detail").asText()), "Chinese: " + zh);
    if (pointer != null) {
      assertTrue(pointers(en).contains(pointer), pointer + " is not named: " + en);
      assertTrue(pointers(zh).contains(pointer), pointer + " is not named: " + zh);
    }
    assertEquals(before, rows(), "something was kept");
  }

  @Test
  void strangeButGoodTextIsKeptToTheLetter() throws Exception {
    Client people = instance.client().loggedIn(instance.users(), "dispatcher");
    String[] texts = {
      "🔦 停电 👨‍👩‍👧‍👦",
      "\u202Eمرحبا انقطعت الكهرباء\u202C",
      "Robert'); DROP TABLE desk.request;--",
      "<script>alert('停电')</script>",
      "${jndi:ldap://127.0.0.1/a} %s {{7*7}}"
    };
    for (int i = 0; i < texts.length; i++) {
      String no =
          web.post(SUBMISSIONS, good().put("channelRef", "strange-" + i).put("text", texts[i]))
              .expect(201)
              .json()
              .get("requestNo")
              .asText();
      assertEquals(
          texts[i], people.get("/api/v1/requests/" + no).expect(200).json().get("text").asText());
    }
  }

  @Test
  void wrongPathsMethodsAndForms() {
    assertProblem(instance.client().get("/api/v1/nothing"), 404);
    assertProblem(web.get(SUBMISSIONS), 405);
    assertProblem(
        web.with("Content-Type", "application/xml").postRaw(SUBMISSIONS, "<a/>".getBytes(UTF_8)),
        415);
    assertProblem(instance.client().get("/api/v1/track/none?token=x"), 404);
  }

  @Test
  void addressesThatCannotBeRead() throws Exception {
    for (String path :
        new String[] {
          "/api/v1/%zz", "/api//..;/", "/api/v1/track/%u0041", "/api/v1/track/1?token=%zz"
        }) {
      URL url = new URL("http://127.0.0.1:" + instance.httpPort + path);
      HttpURLConnection call = (HttpURLConnection) url.openConnection();
      assertEquals(400, call.getResponseCode(), path);
      assertEquals("application/problem+json", call.getContentType(), path);
      JsonNode problem = Client.JSON.readTree(call.getErrorStream());
      assertEquals("urn:lamplighter:problem:bad-request", problem.path("type").asText(), path);
    }
  }

  @Test
  void wrongQueries() throws Exception {
    Client people = instance.client().loggedIn(instance.users(), "dispatcher");
    for (String query :
        new String[] {"limit=0", "limit=x", "state=lost", "after=%00", "colour=red", "region=x"}) {
      assertProblem(people.get("/api/v1/requests?" + query), 400);
    }
    people.get("/api/v1/requests?q=%27%20or%201%3D1%3B--").expect(200);
    assertProblem(people.get("/api/v1/journal?after=x"), 400);
  }

  @Test
  void strangersAreStopped() throws Exception {
    assertProblem(instance.client().get("/api/v1/requests"), 401);
    assertProblem(instance.client().withKey("guess").post(SUBMISSIONS, good()), 401);
    assertProblem(
        instance.client().with("Authorization", "Bearer guess").get("/api/v1/requests"), 401);
    assertProblem(web.get("/api/v1/requests"), 403);
    assertProblem(instance.client().get("/api/v1/journal/stream"), 401);
  }

  @Test
  void endedSessionIsRefused() throws Exception {
    Client people = instance.client().loggedIn(instance.users(), "supervisor");
    people.get("/api/v1/requests?limit=1").expect(200);
    try (var db = instance.jdbc();
        var statement = db.createStatement()) {
      statement.executeUpdate(
          "update security.session set expires_at = now() - interval '1 second'"
              + " where person = 'supervisor'");
    }
    Await.until(
        java.time.Duration.ofSeconds(60),
        () -> "still let in",
        () -> people.get("/api/v1/requests?limit=1").status() == 401);
    assertProblem(people.get("/api/v1/requests?limit=1"), 401);
  }

  @Test
  void anotherRegionsRequestIsNotThere() throws Exception {
    String no =
        web.post(SUBMISSIONS, good().put("channelRef", "region-1"))
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    Client administrator = instance.client().loggedIn(instance.users(), "administrator");
    JsonNode other =
        administrator
            .post(
                "/api/v1/users",
                Map.of(
                    "user", "elsewhere",
                    "roles", new String[] {"dispatcher"},
                    "region", "3307"))
            .expect(201)
            .json();
    Client elsewhere = instance.client().logIn("elsewhere", other.get("password").asText());
    assertProblem(elsewhere.get("/api/v1/requests/" + no), 404);
    assertProblem(elsewhere.get("/api/v1/requests/" + no + "/timeline"), 404);
    assertProblem(
        elsewhere.with("If-Match", "\"1\"").post("/api/v1/requests/" + no + "/triage", Map.of()),
        404);
    for (JsonNode seen : elsewhere.all("/api/v1/requests?limit=500")) {
      assertTrue(seen.get("region").asText().startsWith("3307"), seen.toString());
    }
  }

  @Test
  void whoGuessesAPasswordWaitsLongerEachTime() throws Exception {
    String user = instance.users().person("assessor").get("user").asText();
    Client.Answer last = null;
    for (int i = 0; i < 10 && (last == null || last.status() == 401); i++) {
      last = instance.client().post("/api/v1/sessions", Map.of("user", user, "password", "no" + i));
    }
    assertProblem(last, 429);
    assertTrue(Integer.parseInt(last.header("Retry-After")) >= 1, last.toString());
    // Whoever has the right one only waits.
    instance.client().loggedIn(instance.users(), "assessor");
  }

  @Test
  void tooManyCallsAreToldWhenToComeBack() throws Exception {
    Client.Answer last = null;
    for (int i = 0; i < 1_000 && (last == null || last.status() != 429); i++) {
      last = instance.client().get("/api/v1/track/none?token=x");
    }
    assertProblem(last, 429);
    assertTrue(Integer.parseInt(last.header("Retry-After")) >= 1, last.toString());
    assertNotEquals(
        429, web.get("/api/v1/track/none?token=x").status(), "partners have a limit of their own");
  }

  private JsonNode problem(String language, String body, int status) {
    return assertProblem(
        web.with("Accept-Language", language).postRaw(SUBMISSIONS, body.getBytes(UTF_8)), status);
  }

  private static JsonNode assertProblem(Client.Answer answer, int... statuses) {
    assertTrue(
        java.util.Arrays.stream(statuses).anyMatch(s -> s == answer.status()),
        "expected " + java.util.Arrays.toString(statuses) + ", got " + answer);
    assertTrue(
        answer.header("Content-Type").startsWith("application/problem+json"), answer.toString());
    for (String field : new String[] {"type", "title", "detail"}) {
      assertTrue(answer.json().hasNonNull(field), field + " is missing: " + answer);
    }
    assertFalse(answer.text().contains("Exception"), "a stack shows: " + answer);
    return answer.json();
  }

  private static java.util.List<String> pointers(JsonNode problem) {
    return problem.path("errors").findValuesAsText("pointer");
  }

  private static boolean chinese(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  private String rows() throws Exception {
    return books.number("select count(*) from desk.submission")
        + " submissions, "
        + books.number("select count(*) from desk.request")
        + " requests, "
        + books.number("select count(*) from journal.entry where type like 'request.%'")
        + " entries";
  }

  private static ObjectNode good() {
    return Client.JSON
        .createObjectNode()
        .put("channel", "web")
        .put("text", "整个单元停电了")
        .put("address", "绍兴市越城区天下小区3幢")
        .put("region", "330602");
  }

  private static String with(String field, String json) {
    try {
      ObjectNode body = good();
      body.set(field, Client.JSON.readTree(json));
      return Client.JSON
          .writer()
          .with(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
          .writeValueAsString(body);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Arguments bad(String what, String body, int status, String pointer) {
    return Arguments.of(what, body, status, pointer);
  }
}
