package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Route files on the real assembly, to a partner that misbehaves in every way. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class RoutesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> LIFE = List.of("request.received", "request.triaged");

  private final Partner partner = new Partner();
  private Instance instance;
  private Path routes;
  private Client web;
  private Client dispatcher;
  private Client integrator;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    routes = Files.createDirectories(instance.data.resolve("etc/routes"));
    web = instance.client().withKey(instance.users().key("web"));
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    integrator = instance.client().loggedIn(instance.users(), "integrator");
    partner.open();
  }

  @AfterAll
  void stop() throws Exception {
    for (String name :
        List.of(
            "partner.camel.yaml", "partner.properties", "lamps.camel.yaml", "lamps.properties")) {
      Files.deleteIfExists(routes.resolve(name));
    }
    partner.close();
    // The cursor of a route that never comes back would show as lagging.
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("DELETE FROM journal.reader WHERE name = 'partner-it'");
    }
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void whateverThePartnerDoesEveryEntryArrivesInOrder() throws Exception {
    Files.writeString(routes.resolve("partner.properties"), "partner = " + partner.url());
    Files.writeString(
        routes.resolve("partner.camel.yaml"),
        """
        - route:
            id: partner
            from:
              uri: journal:partner-it
              parameters:
                types: request.received,request.triaged
                region: "330681"
                attempts: 3
                retryDelay: 50
                maxRetryDelay: 500
              steps:
                - marshal:
                    json: {}
                - setHeader:
                    name: CamelHttpMethod
                    constant: POST
                - to:
                    uri: "{{partner}}?responseTimeout=1000"
                - unmarshal:
                    json: {}
        """);

    List<String> subjects = new ArrayList<>();
    String refused = request("refused", subjects);
    partner.refuse(refused);
    triage(refused);
    for (Partner.Mood mood : Partner.Mood.values()) {
      partner.mood(mood);
      for (int i = 0; i < 3; i++) {
        triage(request(mood + "-" + i, subjects));
      }
      if (mood == Partner.Mood.DOWN) {
        partner.restart();
      }
    }
    partner.mood(Partner.Mood.WELL);

    // What was refused or answered with garbage may be parked, each with its cause.
    await("the refused one is a letter", () -> letters().stream().anyMatch(l -> is(l, refused)));
    await("nothing else waits", () -> metric("lamp_route_waiting") == 0);
    JsonNode letter = letters().stream().filter(l -> is(l, refused)).findAny().orElseThrow();
    assertTrue(letter.get("cause").asText().contains("422"), letter.toString());
    assertEquals(1, letter.get("behind").asInt(), "its triage waits behind it");
    assertTrue(instance.shell("lamp:letters").contains(refused));
    assertEquals(List.of(), partner.got(refused));

    correct(letter);
    await("the corrected one is taken", () -> partner.got(refused).equals(LIFE.subList(0, 1)));
    await("the next one is a letter", () -> letters().stream().anyMatch(l -> is(l, refused)));
    correctInShell(letters().stream().filter(l -> is(l, refused)).findAny().orElseThrow());

    partner.refuse(null);
    assertTrue(replayAll() >= 1);
    // What was on its last attempt just then may have been parked after it.
    await(
        "all arrived",
        () -> subjects.stream().allMatch(s -> LIFE.equals(partner.got(s))) || replayAll() < 0);
    assertEquals(List.of(), letters());
    dispatcher.get("/api/v1/letters").expect(403);
  }

  @Test
  void aRouteFileBringsRequestsInAndAMistakeIsNamed() throws Exception {
    Path inbox = Files.createDirectories(instance.data.resolve("lamps"));
    Path file = routes.resolve("lamps.camel.yaml");
    String route =
        """
        - route:
            id: lamps
            from:
              uri: file:{{inbox}}?delay=100
              steps:
                - to: desk:streetlight
        """;
    Files.writeString(routes.resolve("lamps.properties"), "inbox = " + inbox);
    Files.writeString(file, route);
    lamp(inbox, "lamp-1");
    lamp(inbox, "lamp-1");

    Files.writeString(file, route + "        - to: nosuch:x\n");
    await("named", () -> set("lamps").path("mistake").asText().contains("lamps.camel.yaml:7"));
    assertEquals("outdated", set("lamps").get("state").asText());
    lamp(inbox, "lamp-2");

    Files.delete(file);
    await("gone", () -> set("lamps").isMissingNode());
  }

  private void lamp(Path inbox, String ref) throws Exception {
    Files.writeString(
        inbox.resolve("." + ref),
        "{\"channelRef\":\""
            + ref
            + "\",\"text\":\"路灯不亮\",\"kind\":\"fault-repair\",\"address\":\"诸暨市"
            + ref
            + "\",\"region\":\"330681\"}");
    Files.move(inbox.resolve("." + ref), inbox.resolve(ref + ".json"));
    await(
        ref,
        () ->
            !Files.exists(inbox.resolve(ref + ".json"))
                && dispatcher.all("/api/v1/requests?channel=streetlight").stream()
                        .filter(request -> request.get("channelRef").asText().equals(ref))
                        .count()
                    == 1);
  }

  private String request(String ref, List<String> subjects) {
    JsonNode receipt =
        web.post(
                "/api/v1/submissions",
                Map.of(
                    "channel", "web",
                    "channelRef", "route-" + ref,
                    "kind", "fault-repair",
                    "text", "停电",
                    "address", "绍兴市诸暨市路由村" + ref,
                    "region", "330681"))
            .expect(201)
            .json();
    subjects.add(receipt.get("requestNo").asText());
    return receipt.get("requestNo").asText();
  }

  private void triage(String no) {
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of())
        .expect(200);
  }

  /** Corrects one letter and replays it alone; the journal says who did. */
  private void correct(JsonNode letter) throws Exception {
    String path = "/api/v1/letters/" + letter.get("id").asText();
    ObjectNode data = letter.at("/entry/data").deepCopy();
    data.put("plant", "P1");
    integrator.with("If-Match", "*").put(path, Map.of("data", data)).expect(200);
    assertEquals(
        1, integrator.post(path + "/replay", Map.of()).expect(200).json().get("replayed").asInt());
    List<String> acts =
        integrator.all("/api/v1/journal?types=letter.corrected,letter.replayed").stream()
            .filter(entry -> entry.get("subject").equals(letter.get("id")))
            .map(entry -> entry.get("type").asText() + " by " + entry.get("actor").asText())
            .toList();
    String who = instance.users().person("integrator").get("user").asText();
    assertEquals(List.of("letter.corrected by " + who, "letter.replayed by " + who), acts);
  }

  /** Who is in the shell may correct a letter too. */
  private void correctInShell(JsonNode letter) throws Exception {
    ObjectNode data = letter.at("/entry/data").deepCopy();
    data.put("plant", "P2");
    Path file = instance.data.resolve("letter.json");
    Files.writeString(file, data.toString());
    String id = letter.get("id").asText();
    String said = instance.shell("lamp:letters --correct " + file + " " + id);
    assertTrue(said.contains("lamp:replay " + id), said);
    JsonNode corrected = integrator.get("/api/v1/letters/" + id).expect(200).json();
    assertEquals("P2", corrected.at("/entry/data/plant").asText());
    assertTrue(
        integrator.all("/api/v1/journal?types=letter.corrected").stream()
            .anyMatch(
                entry ->
                    entry.get("subject").equals(letter.get("id"))
                        && entry.get("actor").asText().startsWith("shell:")),
        "the journal says who");
  }

  private int replayAll() {
    return integrator
        .post("/api/v1/letters/replay", Map.of("reader", "partner-it"))
        .expect(200)
        .json()
        .get("replayed")
        .asInt();
  }

  private List<JsonNode> letters() {
    return integrator.all("/api/v1/letters?reader=partner-it");
  }

  private static boolean is(JsonNode letter, String subject) {
    return letter.at("/entry/subject").asText().equals(subject);
  }

  private double metric(String name) {
    String line = name + "{reader=\"partner-it\"} ";
    return instance
        .client()
        .get("/metrics")
        .expect(200)
        .text()
        .lines()
        .filter(l -> l.startsWith(line))
        .mapToDouble(l -> Double.parseDouble(l.substring(line.length())))
        .findAny()
        .orElse(Double.NaN);
  }

  private JsonNode set(String name) throws IOException {
    return RouteSets.named(instance, name);
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(LIMIT, () -> what + ": " + set("partner") + letters(), condition);
  }
}
