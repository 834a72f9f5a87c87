package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Units of a city of its own: requests find their cell, and who has them hands them over. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class OrganisationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String REGION = "330726";
  private static final String UNITS =
      """
      code,name,level,parent,region,areaType
      pj,浦江县,county,,330726,
      pj-1,黄宅供电所,station,pj,330726,
      pj-1-a,黄宅一格,cell,pj-1,330726,rural
      pj-1-b,黄宅二格,cell,pj-1,330726,remote
      """;
  private static final String RULES =
      """
      cell,by,value
      pj-1-a,address,浦江县黄宅镇
      """;

  private Instance instance;
  private Client integrator;
  private Client first;
  private Client second;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    integrator = Shared.person("pj-integrator", List.of("integrator"), REGION);
    first = Shared.person("pj-first", List.of("dispatcher"), REGION);
    second = Shared.person("pj-second", List.of("dispatcher"), REGION);
  }

  private Client.Answer load(String path, String csv) {
    return integrator.with("Content-Type", "text/csv").postRaw(path, csv.getBytes(UTF_8));
  }

  private JsonNode request(String no) {
    return first.get("/api/v1/requests/" + no).expect(200).json();
  }

  @Test
  void fromTheUnitsToAnAcceptedHandover() throws Exception {
    Client.Answer wrong =
        load("/api/v1/units", UNITS.replace("pj-1,330726,rural", "pj-9,330726,rural"));
    assertEquals(400, wrong.status(), wrong.toString());
    assertTrue(wrong.text().contains("pj-9"), wrong.toString());
    assertEquals(404, first.get("/api/v1/units/pj-1-a").status(), "as a whole or not at all");
    Client web = instance.client().withKey(instance.users().key("web"));
    Map<String, Object> before = submission("org-1");
    String early =
        web.post("/api/v1/submissions", before).expect(201).json().get("requestNo").asText();
    assertTrue(request(early).get("cell").isNull());

    load("/api/v1/units", UNITS).expect(200);
    load("/api/v1/units/rules", RULES).expect(200);
    Await.until(
        SOON, () -> request(early), () -> request(early).get("cell").asText().equals("pj-1-a"));
    String no =
        web.post("/api/v1/submissions", submission("org-2"))
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    assertEquals("pj-1-a", request(no).get("cell").asText(), "at once");
    assertEquals(
        List.of("pj-1-a", "pj-1", "pj"),
        first
            .get("/api/v1/units/pj-1-a/line")
            .expect(200)
            .json()
            .get("items")
            .findValuesAsText("code"));

    Client.Answer gone = load("/api/v1/units", UNITS.replaceAll("(?m)^pj-1-a.*\n", ""));
    assertTrue(gone.status() == 409 || gone.status() == 400, gone.toString());

    first.with("If-Match", "*").post("/api/v1/requests/" + no + "/triage", Map.of()).expect(200);
    Await.until(
        SOON,
        () -> first.get("/api/v1/responsibilities/" + no),
        () -> first.get("/api/v1/responsibilities/" + no).text().contains("pj-first"));
    Map<String, Object> offer = Map.of("on", no, "to", "pj-second", "reason", "换班");
    Client.Answer offered = first.post("/api/v1/handovers", offer);
    assertTrue(offered.status() / 100 == 2, offered.toString());
    String path = "/api/v1/handovers/" + offered.json().get("id").asText();
    assertEquals("pj-first", request(no).get("holder").asText(), "until it is accepted");
    second
        .with("If-Match", second.get(path).expect(200).header("ETag"))
        .post(path + "/accept", Map.of())
        .expect(200);
    Await.until(
        SOON, () -> request(no), () -> request(no).get("holder").asText().equals("pj-second"));
    JsonNode chain = first.get("/api/v1/responsibilities/" + no).expect(200).json();
    assertTrue(
        chain.toString().contains("pj-first") && chain.toString().contains("pj-second"),
        chain.toString());
    Shared.factsFit();
  }

  private static Map<String, Object> submission(String ref) {
    return Map.of(
        "channel",
        "web",
        "channelRef",
        ref,
        "kind",
        "complaint",
        "text",
        "一直没有人来",
        "address",
        "浦江县黄宅镇" + ref + "号",
        "region",
        REGION);
  }
}
