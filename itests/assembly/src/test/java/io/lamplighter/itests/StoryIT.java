package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.EventStream;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person can do with the running product, from the first call to the closed request. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class StoryIT {
  private static final String SUBMISSIONS = "/api/v1/submissions";

  /** Each move of a repair with what it needs and where it leads. */
  private static final List<Step> LIFE =
      List.of(
          new Step("triage", Map.of("priority", 5, "note", "单元总闸"), "triaged"),
          new Step(
              "schedule",
              Map.of("from", "2026-11-22T09:00:00+08:00", "to", "2026-11-22T11:00:00+08:00"),
              "scheduled"),
          new Step("dispatch", Map.of("crew", "330602-S1-C1"), "dispatched"),
          new Step("accept", Map.of(), "accepted"),
          new Step("arrive", Map.of(), "on-site"),
          new Step("resolve", Map.of("cause", "熔丝烧断", "result", "已更换"), "resolved"),
          new Step("visit", Map.of("score", 5, "comment", "很快"), "visited"),
          new Step("close", Map.of(), "closed"));

  private Instance instance;
  private Client web;
  private Client dispatcher;

  record Step(String move, Map<String, Object> data, String state) {}

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    web = instance.client().withKey(instance.users().key("web"));
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void fromTheFirstCallToTheClosedRequest() throws Exception {
    try (EventStream live = dispatcher.stream("/api/v1/journal/stream")) {
      Await.until(Duration.ofSeconds(20), live::statuses, () -> live.statuses().contains(200));
      Client.Answer taken = web.post(SUBMISSIONS, submission("story-1")).expect(201);
      JsonNode receipt = taken.json();
      String no = receipt.get("requestNo").asText();
      assertEquals("received", receipt.get("state").asText(), taken.toString());
      assertTrue(receipt.get("mergedInto").isNull(), taken.toString());
      assertPromises(receipt);
      assertTracked(taken, no);
      assertListed(no);

      String path = "/api/v1/requests/" + no;
      for (Step step : LIFE) {
        move(path, step);
      }
      assertEquals(
          List.of(
              "request.received",
              "request.triaged",
              "request.scheduled",
              "request.dispatched",
              "request.accepted",
              "request.arrived",
              "request.resolved",
              "request.visited",
              "request.closed"),
          texts(dispatcher.get(path + "/timeline").expect(200).json().get("items"), "type").stream()
              .filter(type -> type.startsWith("request."))
              .toList());
      Await.until(
          Duration.ofSeconds(20),
          () -> "heard " + live.events(),
          () -> live.events().stream().filter(e -> moves(e, no)).count() == LIFE.size() + 1);
      assertCloudEvent(live, no);
    }
  }

  @Test
  void sameCallAgainIsTheSameAnswer() {
    JsonNode first = web.post(SUBMISSIONS, submission("again-1")).expect(201).json();
    JsonNode again = web.post(SUBMISSIONS, submission("again-1")).expect(200).json();
    assertEquals(first, again);
    JsonNode stranger =
        instance.client().post(SUBMISSIONS, submission("again-1")).expect(201).json();
    assertNotEquals(first.get("requestNo"), stranger.get("requestNo"));
    assertNotEquals(first.get("trackingToken"), stranger.get("trackingToken"));
    assertEquals(
        409,
        web.post(
                SUBMISSIONS,
                Map.of("channel", "web", "channelRef", "again-1", "text", "别的事", "address", "别处"))
            .status());
    Map<String, Object> keyed = Map.of("channel", "web", "text", "停电", "address", "绍兴市天下小区9幢");
    JsonNode byKey =
        web.with("Idempotency-Key", "key-1").post(SUBMISSIONS, keyed).expect(201).json();
    assertEquals(
        byKey, web.with("Idempotency-Key", "key-1").post(SUBMISSIONS, keyed).expect(200).json());
  }

  @Test
  void publicMaySubmitOnItsChannelsOnly() {
    Map<String, Object> onApp =
        Map.of("channel", "app", "text", "家里没电", "address", "绍兴市柯桥区湖塘新村2幢", "region", "330603");
    instance.client().post(SUBMISSIONS, onApp).expect(201);
    instance
        .client()
        .post(SUBMISSIONS, Map.of("channel", "hotline", "text", "停电", "address", "某处"))
        .expect(403);
  }

  @Test
  void moverMustHaveSeenTheLatest() {
    String no =
        web.post(SUBMISSIONS, submission("seen-1")).expect(201).json().get("requestNo").asText();
    String triage = "/api/v1/requests/" + no + "/triage";
    String tag = dispatcher.get("/api/v1/requests/" + no).expect(200).header("ETag");
    dispatcher.post(triage, Map.of()).expect(428);
    dispatcher.with("If-Match", "\"999\"").post(triage, Map.of()).expect(412);
    dispatcher.with("If-Match", tag).post(triage, Map.of()).expect(200);
    dispatcher.with("If-Match", tag).post(triage, Map.of()).expect(412);
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/close", Map.of())
        .expect(409);
  }

  @Test
  void whoAsksTheJournalForWhatCannotComeIsToldSo() throws Exception {
    for (String query :
        List.of("?types=request.recieved", "?types=nonsense", "?after=9000000000-1")) {
      for (String path : List.of("/api/v1/journal", "/api/v1/journal/stream")) {
        assertEquals(400, dispatcher.get(path + query).status(), path + query);
      }
    }
    assertEquals(
        400,
        dispatcher.with("Last-Event-ID", "9000000000-1").get("/api/v1/journal/stream").status());
  }

  @Test
  void aPageOfARareTypeIsFollowedByTheNextUntilTheEnd() throws Exception {
    Client supervisor = instance.client().loggedIn(instance.users(), "supervisor");
    List<String> all =
        texts(
            supervisor.get("/api/v1/journal?types=partner.added&limit=500").json().get("items"),
            "id");
    List<String> paged =
        supervisor.all("/api/v1/journal?types=partner.added&limit=1").stream()
            .map(item -> item.get("id").asText())
            .toList();
    assertTrue(all.size() > 3, all::toString);
    assertEquals(all, paged);
  }

  @Test
  void shellTellsTheSame() throws Exception {
    String no =
        web.post(SUBMISSIONS, submission("shell-1")).expect(201).json().get("requestNo").asText();
    assertTrue(instance.shell("lamp:request " + no).contains(no));
    assertTrue(instance.shell("lamp:requests").contains(no));
    assertTrue(instance.shell("lamp:journal").contains("request.received"));
    assertTrue(instance.shell("lamp:users").contains("dispatcher"));
    assertTrue(instance.shell("lamp:readers").contains("desk.matching"));
    new Books(instance).verifies();
    String said =
        instance.shell("lamp:submit --json --address 绍兴市上虞区银渡花园1幢 --region 330604 有人反映路灯下电线很低");
    assertTrue(said.contains("requestNo"), said);
  }

  @Test
  void aCustomerWhoComesLaterGetsHisRequest() throws Exception {
    String no =
        web.post(SUBMISSIONS, submission("late-1")).expect(201).json().get("requestNo").asText();
    byte[] customers =
        ("customerNo,name,region,phones\nlate-1,王先生,330602,+86" + phone("late-1")).getBytes(UTF_8);
    instance
        .client()
        .loggedIn(instance.users(), "integrator")
        .with("Content-Type", "text/csv")
        .postRaw("/api/v1/customers/import", customers)
        .expect(200);
    String path = "/api/v1/requests/" + no;
    Await.until(
        Duration.ofSeconds(20),
        () -> "nobody's: " + dispatcher.get(path),
        () -> dispatcher.get(path).json().get("matchedBy").asText().equals("phone"));
    assertEquals("late-1", dispatcher.get(path).json().get("customerNo").asText());
  }

  @Test
  void operatorsSeeHealthAndFigures() {
    Client.Answer health = instance.client().get("/health").expect(200);
    assertTrue(health.text().contains("ok") || health.text().contains("OK"), health.text());
    Client.Answer page = instance.client().with("Accept", "text/html").get("/health").expect(200);
    assertTrue(page.header("Content-Type").startsWith("text/html"), page.toString());
    Client.Answer metrics = instance.client().get("/metrics").expect(200);
    assertTrue(metrics.header("Content-Type").startsWith("text/plain"), metrics.toString());
    assertTrue(metrics.text().contains("lamp_submissions_total{outcome="), metrics.text());
    assertTrue(
        instance.client().get("/api/openapi.yaml").expect(200).text().startsWith("openapi: 3.1"));
    instance.client().get("/api/openapi.json").expect(200).json();
    instance.client().get("/api/docs").expect(200);
    instance.client().get("/api/docs/swagger-ui-bundle.js").expect(200);
    instance.client().get("/api/docs/other.js").expect(404);
    JsonNode unasked = instance.client().get("/api/asyncapi.json").expect(200).json();
    assertEquals(
        "meters/{region}/{concentrator}/events",
        unasked.at("/channels/meterEvents/address").asText());
    String broker = unasked.at("/channels/meterEvents/servers/0/$ref").asText().substring(1);
    assertEquals("mqtt", unasked.at(broker + "/protocol").asText());
    for (String reference : unasked.findValuesAsText("$ref")) {
      assertFalse(unasked.at(reference.substring(1)).isMissingNode(), reference);
    }
  }

  @Test
  void headsAreSealed() throws Exception {
    web.post(SUBMISSIONS, submission("seal-1")).expect(201);
    Await.until(
        Duration.ofSeconds(30),
        () -> "no head",
        () -> !dispatcher.all("/api/v1/journal/heads").isEmpty());
  }

  @Test
  void secretsAreForTheOwnerOnly() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(instance.data.resolve("first-users.json"))));
  }

  private void move(String path, Step step) {
    Client.Answer seen = dispatcher.get(path).expect(200);
    assertTrue(
        StreamSupport.stream(seen.json().get("allowedMoves").spliterator(), false)
            .anyMatch(move -> move.asText().equals(step.move())),
        step + " is not allowed: " + seen);
    JsonNode moved =
        dispatcher
            .with("If-Match", seen.header("ETag"))
            .post(path + "/" + step.move(), step.data())
            .expect(200)
            .json();
    assertEquals(step.state(), moved.get("state").asText());
  }

  private void assertPromises(JsonNode receipt) {
    List<String> rules = texts(receipt.get("promises"), "rule");
    assertTrue(rules.contains("fault.first-response"), receipt.toString());
    OffsetDateTime received = OffsetDateTime.parse(receipt.get("receivedAt").asText());
    for (JsonNode promise : receipt.get("promises")) {
      assertTrue(OffsetDateTime.parse(promise.get("dueAt").asText()).isAfter(received));
    }
  }

  private void assertTracked(Client.Answer taken, String no) {
    String location = taken.header("Location");
    String path = location.substring(location.indexOf("/api/"));
    JsonNode tracked = instance.client().get(path).expect(200).json();
    assertEquals(no, tracked.get("requestNo").asText());
    assertFalse(tracked.toString().contains(phone("story-1")), "a phone shows without a login");
    instance.client().get("/api/v1/track/" + no + "?token=wrong").expect(404);
  }

  private void assertListed(String no) {
    for (String filter :
        new String[] {"channel=web", "kind=fault-repair", "region=3306", "state=received"}) {
      assertTrue(
          dispatcher.all("/api/v1/requests?limit=500&" + filter).stream()
              .anyMatch(item -> item.get("requestNo").asText().equals(no)),
          no + " is not listed by " + filter);
    }
  }

  private static boolean moves(EventStream.Event event, String no) {
    return isAbout(event, no) && event.type().startsWith("request.");
  }

  private static boolean isAbout(EventStream.Event event, String no) {
    return event.data().path("subject").asText().equals(no);
  }

  private static void assertCloudEvent(EventStream live, String no) {
    JsonNode event =
        live.events().stream().filter(e -> isAbout(e, no)).findFirst().orElseThrow().data();
    assertEquals("1.0", event.get("specversion").asText());
    assertEquals("request.received", event.get("type").asText());
    for (String personal : new String[] {phone("story-1"), "王先生", "天下小区"}) {
      assertFalse(event.toString().contains(personal), "personal data in the journal: " + event);
    }
  }

  private static Map<String, Object> submission(String ref) {
    return Map.of(
        "channel",
        "web",
        "channelRef",
        ref,
        "kind",
        "fault-repair",
        "text",
        "整个单元停电了",
        "contact",
        Map.of("name", "王先生", "phone", phone(ref)),
        "address",
        "绍兴市越城区天下小区" + phone(ref) + "号",
        "location",
        Map.of("lon", 110.0 + place(ref) / 1e3, "lat", 30.01),
        "region",
        "330602");
  }

  /** Every reference is another customer at another place: nothing here is merged. */
  private static String phone(String ref) {
    return "1390000" + place(ref);
  }

  private static int place(String ref) {
    return 1000 + Math.floorMod(ref.hashCode(), 9000);
  }

  private static List<String> texts(JsonNode items, String field) {
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.get(field).asText())
        .toList();
  }
}
