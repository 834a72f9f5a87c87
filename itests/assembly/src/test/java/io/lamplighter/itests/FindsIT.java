package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who says in his own words where he lives is known; an agent puts it right by one move. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class FindsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CUSTOMERS =
      """
      customerNo,name,address,region,class,transformer
      finds-1,寻一,绍兴市新昌县寻芳小区3幢1单元401室,330624,residential,finds-t
      finds-2,寻二,绍兴市新昌县寻芳小区5幢2单元601室,330624,residential,finds-t
      """;

  private Instance instance;
  private Client web;
  private Client agent;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    web = instance.client().withKey(instance.users().key("web"));
    agent = instance.client().loggedIn(instance.users(), "agent");
    instance
        .client()
        .loggedIn(instance.users(), "integrator")
        .with("Content-Type", "text/csv")
        .postRaw("/api/v1/customers/import", CUSTOMERS.getBytes(StandardCharsets.UTF_8))
        .expect(200);
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  private String submit(String text) {
    return web.post(
            "/api/v1/submissions",
            Map.of("channel", "web", "text", text, "contact", Map.of("phone", "13911120001")))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private JsonNode request(String no) {
    return agent.get("/api/v1/requests/" + no).expect(200).json();
  }

  @Test
  void whereSomebodyLivesIsFoundInHisWordsAndPutRight() throws Exception {
    String[] no = new String[1];
    Await.until(
        SOON,
        () -> agent.get("/api/v1/requests/" + no[0]),
        () -> {
          no[0] = submit("寻芳小区3号楼1单元401整栋没电，有老人");
          return request(no[0]).get("customerNo").asText().equals("finds-1");
        });
    JsonNode finds = request(no[0]).get("finds");
    assertEquals("绍兴市新昌县寻芳小区3幢1单元401室", finds.get("address").asText());
    assertEquals("building", finds.at("/extent/0").asText());
    assertEquals("elderly", finds.at("/inDanger/0").asText());

    JsonNode moved =
        agent
            .with("If-Match", "*")
            .post(
                "/api/v1/requests/" + no[0] + "/correct",
                Map.of("address", "绍兴市新昌县寻芳小区5幢2单元601室", "inDanger", List.of()))
            .expect(200)
            .json();
    assertEquals("[\"address\",\"inDanger\"]", moved.at("/finds/corrected").toString());
    Await.until(
        SOON,
        () -> agent.get("/api/v1/requests/" + no[0]),
        () -> request(no[0]).get("customerNo").asText().equals("finds-2"));
    String timeline = agent.get("/api/v1/requests/" + no[0] + "/timeline").expect(200).text();
    assertTrue(timeline.contains("request.corrected"), timeline);
    assertFalse(timeline.contains("寻芳"), "no address in the journal");
    assertEquals(
        0, agent.get("/api/v1/requests/" + no[0] + "/similar").expect(200).json().get("items").size());
  }
}
