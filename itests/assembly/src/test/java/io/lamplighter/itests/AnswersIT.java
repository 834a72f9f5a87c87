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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An enquirer on the web is answered on his page at once, and one tap there reaches a person. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class AnswersIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Instance instance;
  private Client supervisor;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    supervisor = instance.client().loggedIn(instance.users(), "supervisor");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  private JsonNode asks(String ref, String text) throws Exception {
    return instance
        .client()
        .withKey(instance.users().key("web"))
        .post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                ref,
                "kind",
                "enquiry",
                "text",
                text,
                "contact",
                Map.of("phone", "13911120001"),
                "address",
                "新昌县问答路1号",
                "region",
                "330624"))
        .expect(201)
        .json();
  }

  private JsonNode answer(String no, String state) throws Exception {
    String path = "/api/v1/answers/" + no;
    Await.until(
        SOON,
        () -> supervisor.get(path),
        () -> {
          Client.Answer answer = supervisor.get(path);
          return answer.status() == 200 && answer.json().get("state").asText().equals(state);
        });
    return supervisor.get(path).json();
  }

  private String page(JsonNode receipt, String more) throws Exception {
    String token = URLEncoder.encode(receipt.get("trackingToken").asText(), UTF_8);
    String path = "/p/" + receipt.get("requestNo").asText() + (more.isEmpty() ? "" : "/answer");
    return instance
        .client()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with("Accept", "text/html")
        .postRaw(path + "?lang=zh", ("token=" + token + more).getBytes(UTF_8))
        .expect(200)
        .text();
  }

  @Test
  void anEnquirerIsAnsweredOnHisPageAndOneTapReachesAPerson() throws Exception {
    JsonNode receipt = asks("answers-1", "请问工单26112200000019办到哪一步了？");
    String no = receipt.get("requestNo").asText();
    JsonNode given = answer(no, "given");
    assertEquals("progress", given.get("source").asText());
    String said = given.get("text").asText();
    String page = page(receipt, "");
    assertTrue(page.contains(said.substring(0, 20)) && page.contains("转人工"), page);

    page(receipt, "&said=person");
    Await.until(
        SOON,
        () -> supervisor.get("/api/v1/requests/" + no),
        () -> supervisor.get("/api/v1/requests/" + no).json().get("priority").asInt() == 4);
    JsonNode request = supervisor.get("/api/v1/requests/" + no).expect(200).json();
    assertEquals("triaged", request.get("state").asText());
    assertTrue(request.get("holder").isNull(), "a person is still to take it: " + request);
    String timeline = supervisor.get("/api/v1/requests/" + no + "/timeline").expect(200).text();
    for (String type : List.of("answer.given", "answer.person-asked", "request.triaged")) {
      assertTrue(timeline.contains("\"" + type + "\""), type + " in " + timeline);
    }
    assertEquals("web", answer(no, "person-asked").get("on").asText());
    assertTrue(page(receipt, "").contains("已为您转人工"));
    JsonNode list = supervisor.get("/api/v1/answers?requestNo=" + no).expect(200).json();
    assertTrue(list.at("/items/0/text").isNull(), "a list says nothing of it: " + list);
  }

  @Test
  void anArticleOfTheKnowledgeIsToldWithItsNumberAndSource() throws Exception {
    JsonNode receipt = asks("answers-4", "请问居民阶梯电价怎么算？");
    JsonNode given = answer(receipt.get("requestNo").asText(), "given");
    assertEquals("article", given.get("source").asText());
    String article = given.get("article").asText();
    String page = page(receipt, "");
    assertTrue(page.contains(article) && page.contains("依据："), page);
    String timeline =
        supervisor
            .get("/api/v1/requests/" + receipt.get("requestNo").asText() + "/timeline")
            .expect(200)
            .text();
    assertTrue(timeline.contains("\"" + article + "\""), timeline);
  }

  @Test
  void whenItHelpedItIsResolvedAndAComplaintIsNotAnsweredAtAll() throws Exception {
    JsonNode receipt = asks("answers-2", "我的电费是多少？");
    String no = receipt.get("requestNo").asText();
    JsonNode given = answer(no, "given");
    assertEquals("bill", given.get("source").asText());
    assertFalse(given.get("text").asText().contains("元"), "no figure without a proof: " + given);
    JsonNode angry = asks("answers-3", "请问你们师傅态度那么差，我要投诉找谁？");
    assertEquals("never", answer(angry.get("requestNo").asText(), "none").get("why").asText());
    page(receipt, "&said=helped");
    Await.until(
        SOON,
        () -> supervisor.get("/api/v1/requests/" + no),
        () ->
            supervisor
                .get("/api/v1/requests/" + no)
                .json()
                .get("state")
                .asText()
                .equals("resolved"));
    String from = Instant.now().minus(Duration.ofDays(1)).toString();
    String to = Instant.now().plusSeconds(60).toString();
    JsonNode rates =
        supervisor
            .get("/api/v1/answers/rates?from=" + from + "&to=" + to)
            .expect(200)
            .json()
            .get("items");
    assertTrue(rates.findValuesAsText("source").contains("bill"), rates.toString());
  }
}
