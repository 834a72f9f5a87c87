package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises are clocks: said at once, run from what happened, withdrawn, paused, and urged for. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ClocksIT {
  private static final String SUBMISSIONS = "/api/v1/submissions";
  private static final Duration SOON = Duration.ofSeconds(30);

  private Instance instance;
  private Client web;
  private Client dispatcher;
  private Client supervisor;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    web = instance.client().withKey(instance.users().key("web"));
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    supervisor = instance.client().loggedIn(instance.users(), "supervisor");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  private JsonNode submit(String ref, String kind) {
    Map<String, Object> body =
        Map.of(
            "channel",
            "web",
            "channelRef",
            ref,
            "kind",
            kind,
            "text",
            "一直没有人来处理",
            "address",
            "绍兴市越城区时限小区" + ref + "幢",
            "region",
            "330602");
    return web.post(SUBMISSIONS, body).expect(201).json();
  }

  /** Those of a request, in order of due, once there are so many. */
  private JsonNode clocks(String no, int count) throws Exception {
    String path = "/api/v1/clocks?on=" + no;
    Await.until(
        SOON,
        () -> dispatcher.get(path),
        () -> dispatcher.get(path).expect(200).json().get("items").size() == count);
    return dispatcher.get(path).json().get("items");
  }

  private static JsonNode clock(JsonNode clocks, String rule) {
    for (JsonNode clock : clocks) {
      if (clock.get("rule").asText().equals(rule)) {
        return clock;
      }
    }
    throw new AssertionError(rule + " is not among " + clocks);
  }

  private void awaitState(JsonNode clock, String state) throws Exception {
    String path = "/api/v1/clocks/" + clock.get("id").asText();
    Await.until(
        SOON,
        () -> dispatcher.get(path),
        () -> dispatcher.get(path).expect(200).json().get("state").asText().equals(state));
  }

  private void move(String no, String move, Map<String, Object> data) {
    dispatcher.with("If-Match", "*").post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  private static OffsetDateTime time(JsonNode node) {
    return OffsetDateTime.parse(node.asText());
  }

  @Test
  void aComplaintsLadderIsPromisedRunsAndEndsStepByStep() throws Exception {
    JsonNode receipt = submit("clocks-1", "complaint");
    String no = receipt.get("requestNo").asText();
    JsonNode promises = receipt.get("promises");
    assertEquals("complaint.first-answer", promises.get(0).get("rule").asText());
    assertEquals(
        time(receipt.get("receivedAt")).plusMinutes(30), time(promises.get(0).get("dueAt")));

    JsonNode clocks = clocks(no, promises.size());
    for (JsonNode promise : promises) {
      JsonNode clock = clock(clocks, promise.get("rule").asText());
      assertEquals(time(promise.get("dueAt")).toInstant(), time(clock.get("dueAt")).toInstant());
      assertEquals(
          time(receipt.get("receivedAt")).toInstant(), time(clock.get("startedAt")).toInstant());
      assertEquals("running", clock.get("state").asText());
    }
    JsonNode answer = clock(clocks, "complaint.answer");
    assertTrue(answer.get("days").size() >= 5, "ticked off one by one: " + answer);
    assertFalse(answer.get("beaten").isEmpty(), "what it is stricter than: " + answer);

    move(no, "triage", Map.of("holder", "li"));
    awaitState(clock(clocks, "complaint.first-answer"), "met");
    awaitState(clock(clocks, "complaint.specialist"), "met");
    assertEquals("running", clock(clocks(no, 5), "complaint.plan").get("state").asText());
    move(no, "cancel", Map.of("reason", "误报"));
    awaitState(answer, "withdrawn");
    Await.until(
        SOON,
        () -> dispatcher.get("/api/v1/requests/" + no),
        () ->
            dispatcher
                .get("/api/v1/requests/" + no)
                .json()
                .get("promises")
                .findValuesAsText("rule")
                .stream()
                .noneMatch("complaint.answer"::equals));
  }

  @Test
  void whatIsMergedCountsAtTheFirstWithTheEarlierLimit() throws Exception {
    String first = submit("clocks-2", "complaint").get("requestNo").asText();
    JsonNode later = submit("clocks-3", "complaint");
    String child = later.get("requestNo").asText();
    JsonNode before = clocks(first, later.get("promises").size());
    JsonNode own = clocks(child, later.get("promises").size());
    move(child, "merge", Map.of("into", first));
    for (JsonNode clock : own) {
      awaitState(clock, "withdrawn");
    }
    JsonNode after = clocks(first, before.size());
    for (JsonNode clock : before) {
      assertEquals(
          clock.get("dueAt"), clock(after, clock.get("rule").asText()).get("dueAt"), "the earlier");
    }
  }

  @Test
  void aPauseNeedsAReasonOfTheTableAndASupervisorAndMovesTheDue() throws Exception {
    String no = submit("clocks-4", "complaint").get("requestNo").asText();
    JsonNode answer = clock(clocks(no, 5), "complaint.answer");
    String path = "/api/v1/clocks/" + answer.get("id").asText();
    Map<String, Object> pause = Map.of("reason", "customer-papers", "evidence", "D-7");
    String tag = dispatcher.get(path).header("ETag");
    assertEquals(403, dispatcher.with("If-Match", tag).post(path + "/pause", pause).status());
    assertEquals(428, supervisor.post(path + "/pause", pause).status());
    Client.Answer unknown =
        supervisor
            .with("If-Match", tag)
            .post(path + "/pause", Map.of("reason", "tired", "evidence", "D-7"));
    assertEquals(400, unknown.status(), unknown.toString());
    assertTrue(unknown.text().contains("/reason"), unknown.toString());
    supervisor.with("If-Match", tag).post(path + "/pause", pause).expect(200);
    JsonNode paused = dispatcher.get(path).expect(200).json();
    assertEquals("paused", paused.get("state").asText());
    assertTrue(paused.get("dueAt").isNull(), paused.toString());
    supervisor
        .with("If-Match", dispatcher.get(path).header("ETag"))
        .post(path + "/resume", Map.of())
        .expect(200);
    JsonNode resumed = dispatcher.get(path).expect(200).json();
    assertEquals("running", resumed.get("state").asText());
    assertEquals(1, resumed.get("pauses").size());
  }

  @Test
  void whileTheClocksAreAwayNothingIsPromisedAndAfterwardsAllOfIt() throws Exception {
    String bundle = instance.bundleIds().get("clocks");
    instance.shell("bundle:stop " + bundle);
    String no;
    JsonNode receipt;
    try {
      receipt = submit("clocks-5", "complaint");
      no = receipt.get("requestNo").asText();
      assertEquals(0, receipt.get("promises").size(), receipt.toString());
      assertEquals(503, dispatcher.get("/api/v1/clocks?on=" + no).status());
    } finally {
      instance.shell("bundle:start " + bundle);
    }
    String path = "/api/v1/requests/" + no;
    Await.until(
        SOON,
        () -> dispatcher.get(path),
        () -> dispatcher.get(path).expect(200).json().get("promises").size() == 5);
    JsonNode promises = dispatcher.get(path).json().get("promises");
    assertEquals(
        time(receipt.get("receivedAt")).plusMinutes(30), time(promises.get(0).get("dueAt")));
  }

  @Test
  void whoeverIsUrgedOwesAnAnswer() throws Exception {
    String no = submit("clocks-6", "complaint").get("requestNo").asText();
    clocks(no, 5);
    String login = instance.users().person("dispatcher").get("user").asText();
    Map<String, Object> urge =
        Map.of("on", no, "to", login, "text", "请立即回复客户", "answerWithinMinutes", 30);
    assertEquals(403, dispatcher.post("/api/v1/urges", urge).status());
    JsonNode raised = supervisor.post("/api/v1/urges", urge).expect(201).json();
    String path = "/api/v1/urges/" + raised.get("id").asText();
    Client.Answer seen = dispatcher.get(path).expect(200);
    assertTrue(seen.json().get("answer").isNull(), seen.toString());
    dispatcher
        .with("If-Match", seen.header("ETag"))
        .post(path + "/answer", Map.of("text", "已回电"))
        .expect(200);
    JsonNode answered = supervisor.get(path).expect(200).json();
    assertEquals("已回电", answered.get("answer").asText());
    assertEquals(login, answered.get("answeredBy").asText());
    String facts = dispatcher.get("/api/v1/journal?types=urge.raised,urge.answered").text();
    assertTrue(facts.contains(no) && !facts.contains("立即"), facts);
  }

  @Test
  void computingSaysWhenAndWhyOrWhatIsWrong() {
    Map<String, Object> question =
        Map.of(
            "start", "2026-11-23T09:12:00+08:00",
            "amount", 5,
            "unit", "workdays",
            "zone", "Asia/Shanghai",
            "calendar", "CN",
            "pauses", List.of());
    JsonNode answer = dispatcher.post("/api/v1/clocks/compute", question).expect(200).json();
    assertEquals("running", answer.get("state").asText());
    assertEquals(
        OffsetDateTime.parse("2026-12-01T00:00:00+08:00"),
        time(answer.get("due")),
        "a Monday's end");
    Map<String, Object> here = new java.util.HashMap<>(question);
    here.remove("zone");
    assertEquals(
        answer.get("due"),
        dispatcher.post("/api/v1/clocks/compute", here).expect(200).json().get("due"),
        "in the house's zone");
    Map<String, Object> beyond = new java.util.HashMap<>(question);
    beyond.put("amount", 60);
    Client.Answer missing = dispatcher.post("/api/v1/clocks/compute", beyond).expect(422);
    assertTrue(missing.json().get("type").asText().endsWith("clocks.calendar-year-missing"));
    assertEquals(2027, missing.json().get("year").asInt(), missing.toString());
    assertEquals(401, instance.client().post("/api/v1/clocks/compute", question).status());
  }
}
