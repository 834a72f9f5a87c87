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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Crews of a county of their own: from their file to what they can take on a day. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class CrewsIT {
  private static final String REGION = "330784";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String UNITS =
      """
      code,name,level,parent,region
      yk,永康市,county,,330784
      yk-1,古山供电所,station,yk,330784
      """;
  private static final String CREWS =
      """
      code,name,station,region,lon,lat,vehicle,members
      yk-c1,古山一班,yk-1,330784,120.6,29.2,浙G1,yk-worker|repair|high-voltage:2099-12-31;yk-mate|repair
      """;

  private final LocalDate day = LocalDate.now(ZONE).plusDays(3);
  private Instance instance;
  private Client integrator;
  private Client dispatcher;
  private Client worker;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    integrator = Shared.person("yk-integrator", List.of("integrator"), REGION);
    dispatcher = Shared.person("yk-dispatcher", List.of("dispatcher"), REGION);
    worker = Shared.person("yk-worker", List.of("crew"), REGION);
    Shared.person("yk-mate", List.of("crew"), REGION);
    integrator.with("Content-Type", "text/csv").postRaw("/api/v1/units", bytes(UNITS)).expect(200);
    Shared.known(integrator, "yk-1");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Client.Answer load(String csv) {
    return integrator.with("Content-Type", "text/csv").postRaw("/api/v1/crews", bytes(csv));
  }

  private Client.Answer roster(String type, String text) {
    return integrator
        .with("Content-Type", type)
        .with("If-Match", "*")
        .putRaw("/api/v1/crews/yk-c1/roster", bytes(text));
  }

  /** Each day from eight to five with an hour's break. */
  private String calendar() {
    String first = day.toString().replace("-", "");
    return """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:day
        DTSTART;TZID=Asia/Shanghai:%sT080000
        DURATION:PT9H
        RRULE:FREQ=DAILY
        END:VEVENT
        BEGIN:VEVENT
        UID:lunch
        DTSTART;TZID=Asia/Shanghai:%sT120000
        DURATION:PT1H
        RRULE:FREQ=DAILY
        CATEGORIES:BREAK
        END:VEVENT
        END:VCALENDAR
        """
        .formatted(first, first);
  }

  private JsonNode sheet() {
    JsonNode sheet = dispatcher.get("/api/v1/capacity?station=yk-1&day=" + day).expect(200).json();
    return sheet.get("crews").path(0);
  }

  private static void names(Client.Answer wrong, String pointer) {
    assertEquals(400, wrong.status(), wrong.toString());
    assertTrue(
        wrong.json().get("errors").findValuesAsText("pointer").contains(pointer),
        pointer + ": " + wrong);
  }

  @Test
  void fromTheirFileToWhatTheyCanTake() throws Exception {
    names(load(CREWS.replace("|repair|", "|magic|")), "/lines/2/members");
    names(load(CREWS.replace("yk-1,", "yk-9,")), "/lines/2/station");
    assertEquals(404, dispatcher.get("/api/v1/crews/yk-c1").status(), "nothing was stored");
    load(CREWS).expect(200);
    Client.Answer crew = dispatcher.get("/api/v1/crews/yk-c1").expect(200);
    assertEquals("yk-mate", crew.json().at("/members/0/login").asText());

    names(roster("text/calendar", calendar().replace("PT9H", "PT25H")), "/lines/3");
    names(
        roster("text/csv", "from,to\n2020-01-01T08:00:00+08:00,2020-01-01T09:00:00+08:00\n"),
        "/lines/2");
    roster("text/calendar", calendar()).expect(200);
    Client.Answer given =
        dispatcher.with("Accept", "text/calendar").get("/api/v1/crews/yk-c1/roster").expect(200);
    String tag = given.header("ETag");
    assertEquals(
        200, dispatcher.with("If-None-Match", tag).get("/api/v1/crews/yk-c1/roster").status());
    integrator
        .with("Content-Type", "text/calendar")
        .with("If-Match", tag)
        .putRaw("/api/v1/crews/yk-c1/roster", bytes(given.text()))
        .expect(200);
    assertTrue(
        dispatcher
            .with("Accept", "text/csv")
            .get("/api/v1/crews/yk-c1/roster")
            .expect(200)
            .text()
            .contains(day + "T12:00:00+08:00"));

    assertEquals(480, sheet().get("canMinutes").asInt(), sheet().toString());
    assertEquals(2, sheet().get("people").asInt());
    OffsetDateTime from = day.atTime(8, 0).atZone(ZONE).toOffsetDateTime();
    Client.Answer ill =
        worker
            .post(
                "/api/v1/crews/yk-c1/absences",
                Map.of(
                    "login",
                    "yk-worker",
                    "from",
                    from.toString(),
                    "to",
                    from.plusHours(2).toString()))
            .expect(201);
    assertEquals(1, sheet().get("people").asInt(), sheet().toString());
    String absence = ill.json().get("id").asText();
    worker.delete("/api/v1/crews/yk-c1/absences/" + absence).expect(204);
    assertEquals(2, sheet().get("people").asInt());

    JsonNode board = dispatcher.get("/api/v1/plans?station=yk-1&day=" + day).expect(200).json();
    JsonNode whole = dispatcher.get("/api/v1/capacity?station=yk-1&day=" + day).expect(200).json();
    assertEquals(List.of(), Shared.checker(dispatcher).faults(board));
    assertEquals(List.of(), Shared.checker(dispatcher).sums(board, whole));

    String shown = instance.shell("lamp:capacity yk-1 " + day);
    assertTrue(shown.contains("古山一班") && shown.contains("480"), shown);
    assertTrue(instance.shell("lamp:crews yk-1").contains("yk-c1"));
    assertTrue(dispatcher.get("/api/v1/work-kinds").expect(200).text().contains("joint-survey"));
    Await.until(
        Duration.ofSeconds(90),
        () -> "lamp_crews",
        () -> instance.client().get("/metrics").text().matches("(?s).*\\nlamp_crews [1-9].*"));
    ofACrewHeReadsItsRequestsAndNoOthers();
    Shared.factsFit();
  }

  private void ofACrewHeReadsItsRequestsAndNoOthers() {
    String own = given("yk-c1");
    String others = given("yk-c9");
    assertEquals(200, worker.get("/api/v1/requests/" + own).status());
    assertEquals(200, worker.get("/api/v1/requests/" + own + "/timeline").status());
    assertEquals(404, worker.get("/api/v1/requests/" + others).status());
    JsonNode listed = worker.get("/api/v1/requests").expect(200).json().get("items");
    assertEquals(List.of(own), listed.findValuesAsText("requestNo"));
    accept(worker, others).expect(404);
    accept(worker, own).expect(200);
  }

  private static Client.Answer accept(Client client, String no) {
    return client.with("If-Match", "*").post("/api/v1/requests/" + no + "/accept", Map.of());
  }

  /** An enquiry that needs nobody in the field but was given to a crew. */
  private String given(String crew) {
    String no =
        instance
            .client()
            .post(
                "/api/v1/submissions",
                Map.of(
                    "channel",
                    "web",
                    "kind",
                    "enquiry",
                    "text",
                    "问电价",
                    "address",
                    "古山镇" + crew,
                    "region",
                    REGION))
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    move(no, "triage", Map.of());
    OffsetDateTime from = day.atTime(9, 0).atZone(ZONE).toOffsetDateTime();
    move(no, "schedule", Map.of("from", from.toString(), "to", from.plusHours(2).toString()));
    move(no, "dispatch", Map.of("crew", crew));
    return no;
  }

  private void move(String no, String move, Map<String, Object> needs) {
    dispatcher.with("If-Match", "*").post("/api/v1/requests/" + no + "/" + move, needs).expect(200);
  }
}
