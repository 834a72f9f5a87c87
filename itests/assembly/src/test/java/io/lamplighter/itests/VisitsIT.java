package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A complaint is settled, its customer is asked, and what he says is one truth everywhere. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class VisitsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String REGION = "330624";

  private Instance instance;
  private Client web;
  private Client agent;
  private Client dispatcher;
  private Client assessor;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    web = instance.client().withKey(instance.users().key("web"));
    agent = instance.client().loggedIn(instance.users(), "agent");
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    assessor = instance.client().loggedIn(instance.users(), "assessor");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  private String settled(String ref, String phone) {
    return settle(ref, phone).get("requestNo").asText();
  }

  /**
   * A complaint that the dispatcher has settled.
   *
   * @return its receipt
   */
  private JsonNode settle(String ref, String phone) {
    JsonNode receipt =
        web.post(
                "/api/v1/submissions",
                Map.of(
                    "channel",
                    "web",
                    "channelRef",
                    ref,
                    "kind",
                    "complaint",
                    "text",
                    "没有人来处理",
                    "contact",
                    Map.of("phone", phone),
                    "address",
                    "新昌县回访路" + ref + "号",
                    "region",
                    REGION))
            .expect(201)
            .json();
    String no = receipt.get("requestNo").asText();
    Client any = dispatcher.with("If-Match", "*");
    any.post("/api/v1/requests/" + no + "/triage", Map.of()).expect(200);
    any.post("/api/v1/requests/" + no + "/resolve", Map.of("result", "已答复")).expect(200);
    return receipt;
  }

  /** The visit of a request, once it is in that state. */
  private JsonNode visit(String no, String state) throws Exception {
    String path = "/api/v1/visits?requestNo=" + no;
    Await.until(
        SOON,
        () -> agent.get(path),
        () -> agent.get(path).expect(200).json().at("/items/0/state").asText().equals(state));
    return agent.get(path).json().at("/items/0");
  }

  private void awaitState(String no, String state) throws Exception {
    String path = "/api/v1/requests/" + no;
    Await.until(
        SOON,
        () -> agent.get(path),
        () -> agent.get(path).expect(200).json().get("state").asText().equals(state));
  }

  @Test
  void whatAnAgentIsToldIsTheDesksAndABadOneOpensTheRequestAgain() throws Exception {
    String no = settled("visits-1", "13911110001");
    JsonNode visit = visit(no, "asked");
    assertEquals(100, visit.at("/draw/share").asInt(), visit.toString());
    String path = "/api/v1/visits/" + visit.get("id").asText();
    JsonNode questions = agent.get(path + "/questions").expect(200).json().get("items");
    assertEquals(List.of("settled", "speed"), questions.findValuesAsText("key"));

    Map<String, Object> said =
        Map.of(
            "score",
            2,
            "reasons",
            List.of("not-settled"),
            "answers",
            Map.of("settled", "no"),
            "comment",
            "还是没有解决");
    Client.Answer own = dispatcher.with("If-Match", "*").post(path + "/answer", said);
    assertEquals(403, own.status(), own.toString());
    assertTrue(own.text().contains("visit.own-work"), own.toString());
    assertEquals(428, agent.post(path + "/answer", said).status());
    Client.Answer bare = agent.with("If-Match", "*").post(path + "/answer", Map.of("score", 2));
    assertEquals(400, bare.status());
    Map<String, Object> nothing = Map.of("score", 2, "reasons", Collections.singletonList(null));
    Client.Answer empty = agent.with("If-Match", "*").post(path + "/answer", nothing);
    assertEquals(400, empty.status(), empty.toString());
    assertTrue(bare.text().contains("/reasons"), bare.toString());
    assertEquals(403, assessor.with("If-Match", "*").post(path + "/answer", said).status());

    agent.with("If-Match", agent.get(path).header("ETag")).post(path + "/answer", said).expect(200);
    awaitState(no, "triaged");
    JsonNode timeline = dispatcher.get("/api/v1/requests/" + no + "/timeline").expect(200).json();
    for (String type : List.of("visit.planned", "request.visited", "visit.answered", "visit.bad")) {
      assertTrue(timeline.toString().contains("\"" + type + "\""), type + " in " + timeline);
    }
    assertTrue(timeline.toString().contains("还是没有解决"), "the words are with the request");
    JsonNode answered = visit(no, "answered");
    assertEquals("call", answered.at("/answer/channel").asText());
    assertTrue(answered.at("/answer/bad").asBoolean());
    assertEquals(409, agent.with("If-Match", "*").post(path + "/answer", said).status());
  }

  @Test
  void whatTheCustomerWritesOnHisPageEndsTheVisitAndIsInTheRates() throws Exception {
    JsonNode receipt = settle("visits-2", "13911110002");
    String no = receipt.get("requestNo").asText();
    visit(no, "asked");
    String token = URLEncoder.encode(receipt.get("trackingToken").asText(), UTF_8);
    instance
        .client()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with("Accept", "text/html")
        .postRaw("/p/" + no + "/rate", ("token=" + token + "&score=5").getBytes(UTF_8))
        .expect(200);
    JsonNode visit = visit(no, "answered");
    assertEquals(5, visit.at("/answer/score").asInt());
    assertEquals("web", visit.at("/answer/channel").asText());
    assertTrue(visit.at("/answer/asked").asBoolean());
    String now = Instant.now().plusSeconds(60).toString();
    String before = Instant.now().minus(Duration.ofDays(1)).toString();
    JsonNode rates =
        assessor
            .get("/api/v1/visits/rates?by=county&from=" + before + "&to=" + now)
            .expect(200)
            .json()
            .get("items");
    JsonNode county = null;
    for (JsonNode rate : rates) {
      county = rate.get("unit").asText().equals(REGION) ? rate : county;
    }
    assertTrue(county != null && county.get("few").asBoolean(), rates.toString());
    assertTrue(county.get("low").asDouble() < county.get("rate").asDouble(), rates.toString());
  }

  @Test
  void aScoreThatWhoDidTheWorkWritesHimselfIsInNoRate() throws Exception {
    String no = settled("visits-6", "13911110006");
    visit(no, "asked");
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/visit", Map.of("score", 5))
        .expect(200);
    JsonNode visit = visit(no, "answered");
    assertEquals(5, visit.at("/answer/score").asInt());
    assertFalse(visit.at("/answer/asked").asBoolean(), visit.toString());
  }

  @Test
  void nobodyIsAskedTwiceAndTheDayIsCommittedTo() throws Exception {
    String first = settled("visits-3", "13911110003");
    JsonNode drawn = visit(first, "asked").get("draw");
    String second = settled("visits-4", "13911110003");
    assertEquals("asked-lately", visit(second, "unasked").get("why").asText());
    JsonNode seed = assessor.get("/api/v1/visits/seeds?limit=1").expect(200).json().at("/items/0");
    assertEquals(drawn.get("seedDay"), seed.get("day"));
    assertTrue(seed.get("seed").isNull(), "the day is not over");
    String kept =
        new Books(instance).texts("select seed from visits.seed order by day desc limit 1").get(0);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(kept.getBytes(UTF_8));
    assertEquals(HexFormat.of().formatHex(digest), seed.get("commitment").asText());
    assertTrue(
        dispatcher
            .all("/api/v1/journal?types=visit-seed.committed&limit=500")
            .toString()
            .contains(seed.get("commitment").asText()));
  }

  @Test
  void whileVisitsAreReplacedNothingIsLost() throws Exception {
    String bundle = instance.bundleIds().get("visits");
    Shared.quiet(instance, "bundle:stop " + bundle);
    String no = settled("visits-5", "13911110005");
    assertEquals(503, agent.get("/api/v1/visits").status());
    Shared.quiet(instance, "bundle:start " + bundle);
    visit(no, "asked");
    Shared.quiet(instance, "bundle:update " + bundle + " file:" + Distribution.bundle("visits"));
    assertEquals("asked", visit(no, "asked").get("state").asText());
    String shown = instance.shell("lamp:visits " + no);
    assertTrue(shown.contains(no) && shown.contains("complaint 100%"), shown);
  }
}
