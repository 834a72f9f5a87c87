package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An article is written, approved by somebody else, and then told; a gap is closed with it. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class KnowledgeIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String REGION = "330604";
  private static final String QUESTION = "纪念馆周几开放";

  private Instance instance;
  private Client agent;
  private Client dispatcher;
  private Client supervisor;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    agent = instance.client().loggedIn(instance.users(), "agent");
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    supervisor = instance.client().loggedIn(instance.users(), "supervisor");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  private static Map<String, Object> says(String text) {
    return Map.of(
        "topic",
        "service",
        "region",
        REGION,
        "owner",
        "营销部",
        "titleZh",
        QUESTION,
        "titleEn",
        "When the memorial hall is open",
        "textZh",
        text,
        "textEn",
        "On Fridays.",
        "asked",
        List.of("纪念馆开放时间"),
        "sourceZh",
        "本公司公布",
        "sourceEn",
        "As announced");
  }

  private JsonNode tried(String text) {
    String asked = URLEncoder.encode(text, UTF_8);
    return agent
        .with("Accept-Language", "zh")
        .get("/api/v1/knowledge/answer?region=" + REGION + "&q=" + asked)
        .expect(200)
        .json();
  }

  private void awaitAnswer(String text, String no) throws Exception {
    Await.until(SOON, () -> tried(text), () -> tried(text).at("/answer/no").asText().equals(no));
  }

  /** One of those that ship is told: Lucene and its analyzer run in the platform. */
  private String shipped() throws Exception {
    Await.until(
        SOON,
        () -> tried("怎么开电子发票"),
        () -> tried("怎么开电子发票").at("/answer/title").asText().contains("发票"));
    return tried("怎么开电子发票").at("/answer/no").asText();
  }

  @Test
  void whatAnotherPersonHasApprovedIsTold() throws Exception {
    shipped();
    assertTrue(tried("有人触电了，怎么开电子发票").get("barred").asBoolean());
    assertEquals(403, agent.post("/api/v1/articles", says("每周五。")).status());
    JsonNode made = dispatcher.post("/api/v1/articles", says("每周五。")).expect(201).json();
    String no = made.get("no").asText();
    String path = "/api/v1/articles/" + no;
    assertEquals(428, dispatcher.post(path + "/submit", "").status());
    dispatcher.with("If-Match", "\"1\"").post(path + "/submit", "").expect(200);
    assertEquals(412, supervisor.with("If-Match", "\"1\"").post(path + "/approve", "").status());
    assertEquals(403, dispatcher.with("If-Match", "*").post(path + "/approve", "").status());
    assertTrue(tried(QUESTION).get("answer").isNull(), "in review");
    supervisor.with("If-Match", "\"2\"").post(path + "/approve", "").expect(200);
    awaitAnswer(QUESTION, no);
    JsonNode answer = tried(QUESTION).get("answer");
    assertEquals("每周五。", answer.get("text").asText());
    assertEquals("本公司公布", answer.get("source").asText());
    String words = URLEncoder.encode("纪念馆", UTF_8);
    List<String> found =
        agent.all("/api/v1/articles?q=" + words).stream()
            .map(one -> one.get("no").asText())
            .toList();
    assertTrue(found.contains(no), found.toString());

    dispatcher.with("If-Match", "*").put(path, says("每周六。")).expect(200);
    assertEquals("每周五。", tried(QUESTION).at("/answer/text").asText());
    JsonNode editions = agent.get(path + "/editions").expect(200).json().get("items");
    assertEquals(List.of("draft", "approved"), editions.findValuesAsText("state"));
    supervisor.with("If-Match", "*").post(path + "/withdraw", Map.of("reason", "不再开放")).expect(200);
    Await.until(SOON, () -> tried(QUESTION), () -> tried(QUESTION).get("answer").isNull());
  }

  @Test
  void aGapIsClosedWithTheArticleThatAnswersIt() throws Exception {
    long id = gap("开业纪念册怎么领取");
    String path = "/api/v1/knowledge/gaps/" + id;
    assertTrue(agent.get("/api/v1/knowledge/gaps?limit=500").text().contains("开业纪念册"));
    String article = shipped();
    Map<String, String> answered = Map.of("as", "answered", "article", article);
    assertEquals(403, agent.with("If-Match", "*").post(path + "/close", answered).status());
    Map<String, String> bare = Map.of("as", "answered");
    assertEquals(400, supervisor.with("If-Match", "*").post(path + "/close", bare).status());
    supervisor
        .with("If-Match", agent.get(path).header("ETag"))
        .post(path + "/close", answered)
        .expect(200);
    awaitAnswer("开业纪念册怎么领取", article);
    assertFalse(agent.get("/api/v1/knowledge/gaps?limit=500").text().contains("开业纪念册"));
  }

  /** Whoever answers customers notes it. */
  private long gap(String text) throws Exception {
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.execute(
          "insert into knowledge.gap (key, text, region, asked, first_at, last_at, state, version)"
              + " values ('"
              + text
              + "', '"
              + text
              + "', '"
              + REGION
              + "', 1, now(), now(), 'OPEN', 1) returning id");
      try (ResultSet made = statement.getResultSet()) {
        made.next();
        return made.getLong(1);
      }
    }
  }
}
