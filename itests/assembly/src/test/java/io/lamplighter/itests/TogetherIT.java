package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.EventStream;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who work at the same requests, and the customer who says how it was. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class TogetherIT {
  private static final Duration SOON = Duration.ofSeconds(2);

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

  private JsonNode submitted(String ref) {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel", "web",
                "channelRef", ref,
                "text", "整个单元停电了",
                "kind", "fault-repair",
                "address", "第 " + ref + " 号村",
                "region", "330602"))
        .expect(201)
        .json();
  }

  @Test
  void whoLooksAtTheSameRequestIsSeen() throws Exception {
    String no = submitted("together-1").get("requestNo").asText();
    String me = instance.users().person("dispatcher").get("user").asText();
    String other = instance.users().person("supervisor").get("user").asText();
    try (EventStream live = dispatcher.stream("/api/v1/journal/stream?parts=true")) {
      Await.until(Duration.ofSeconds(20), live::statuses, () -> live.statuses().contains(200));
      look(dispatcher, "page-of-one", no, false);
      JsonNode both = look(supervisor, "page-of-the-other", no, true);
      assertEquals(2, both.get("lookers").size(), both.toString());
      String seen = "\"user\":\"" + other + "\",\"unsaved\":true";
      Await.until(SOON, live::events, () -> last(live).contains(seen));
      supervisor.delete("/api/v1/lookers/page-of-the-other").expect(204);
      Await.until(SOON, live::events, () -> !last(live).contains(other));
      assertTrue(last(live).contains(me), last(live));
    }
    Client elsewhere = Shared.person("together-elsewhere", List.of("dispatcher"), "3302");
    elsewhere.put("/api/v1/lookers/page-elsewhere", Map.of("requestNo", no)).expect(404);
  }

  private static JsonNode look(Client who, String page, String no, boolean unsaved) {
    return who.put("/api/v1/lookers/" + page, Map.of("requestNo", no, "unsaved", unsaved))
        .expect(200)
        .json();
  }

  private static String last(EventStream live) {
    List<EventStream.Event> told =
        live.events().stream().filter(event -> event.type().equals("lookers")).toList();
    return told.isEmpty() ? "" : told.get(told.size() - 1).data().toString();
  }

  @Test
  void aViewIsKeptForWhoeverNamedIt() {
    String path = "/api/v1/views/" + URLEncoder.encode("我的投诉", UTF_8);
    dispatcher.put(path, Map.of("query", "kind=complaint&view=late")).expect(200);
    assertTrue(dispatcher.get("/api/v1/views").text().contains("我的投诉"));
    assertEquals(0, supervisor.get("/api/v1/views").expect(200).json().get("items").size());
    dispatcher.put(path, Map.of("query", "<script>")).expect(400);
    dispatcher.delete(path).expect(204);
    dispatcher.delete(path).expect(404);
  }

  @Test
  void aTemplateIsKeptBySupervisorsAndUsedByAll() {
    Map<String, Object> wording = Map.of("title", "致歉", "move", "return", "zh", "{name}您好");
    dispatcher.post("/api/v1/templates", wording).expect(403);
    Client.Answer made = supervisor.post("/api/v1/templates", wording).expect(201);
    String path = made.header("Location").replaceFirst("^https?://[^/]+", "");
    assertTrue(dispatcher.get("/api/v1/templates").text().contains("{name}您好"));
    Client seen = supervisor.with("If-Match", made.header("ETag"));
    assertEquals(2, seen.put(path, wording).expect(200).json().get("version").asInt());
    seen.put(path, wording).expect(412);
    supervisor.put(path, wording).expect(428);
    supervisor.with("If-Match", "*").delete(path).expect(204);
    dispatcher.get(path).expect(404);
  }

  @Test
  void aPhotoIsKeptWithoutWhereItWasTakenAndSavedByStaff() throws Exception {
    JsonNode receipt = submitted("together-3");
    String no = receipt.get("requestNo").asText();
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "jpg", drawn);
    byte[] plain = drawn.toByteArray();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    told.write(plain, 0, 2);
    told.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 13});
    told.writeBytes("GPS 30.01 N".getBytes(UTF_8));
    told.write(plain, 2, plain.length - 2);

    String code = receipt.get("trackingToken").asText();
    assertEquals(404, send(no, "guess", told.toByteArray()));
    assertEquals(400, send(no, code, "<svg onload='alert(1)'/>".getBytes(UTF_8)));
    for (int i = 0; i < 3; i++) {
      assertEquals(200, send(no, code, told.toByteArray()));
    }
    assertEquals(409, send(no, code, told.toByteArray()));

    JsonNode listed = dispatcher.get("/api/v1/photos?request=" + no).expect(200).json();
    assertEquals(3, listed.get("items").size(), listed.toString());
    String id = listed.get("items").get(0).get("id").asText();
    assertEquals("image/jpeg", listed.get("items").get(0).get("mediaType").asText());
    assertEquals(plain.length, listed.get("items").get(0).get("size").asInt());
    Client.Answer saved = dispatcher.get("/api/v1/photos/" + id).expect(200);
    assertEquals("image/jpeg", saved.header("Content-Type"));
    assertEquals("nosniff", saved.header("X-Content-Type-Options"));
    assertTrue(saved.header("Content-Disposition").startsWith("attachment"), saved.toString());
    instance.client().get("/api/v1/photos/" + id).expect(401);
    web.get("/api/v1/photos/" + id).expect(403);
  }

  private int send(String no, String code, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String begin = "--b7\r\nContent-Disposition: form-data; name=";
    body.writeBytes((begin + "\"token\"\r\n\r\n" + code + "\r\n").getBytes(UTF_8));
    body.writeBytes((begin + "\"photo\"; filename=\"a\"\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--b7--\r\n".getBytes(UTF_8));
    return instance
        .client()
        .with("Content-Type", "multipart/form-data; boundary=b7")
        .with("Accept", "text/html")
        .postRaw("/photos/" + no, body.toByteArray())
        .status();
  }

  @Test
  void aCustomerSaysHowItWasOnceAndReadsItAgain() throws Exception {
    JsonNode receipt = submitted("together-2");
    String no = receipt.get("requestNo").asText();
    Client any = dispatcher.with("If-Match", "*");
    String crew = instance.users().person("crew").get("user").asText();
    Map<String, Map<String, Object>> life = new HashMap<>();
    life.put(
        "schedule", Map.of("from", "2026-11-22T09:00:00+08:00", "to", "2026-11-22T11:00:00+08:00"));
    life.put("dispatch", Map.of("crew", crew));
    life.put("resolve", Map.of("cause", "熔丝", "result", "已更换"));
    for (String move : List.of("triage", "schedule", "dispatch", "accept", "arrive", "resolve")) {
      any.post("/api/v1/requests/" + no + "/" + move, life.getOrDefault(move, Map.of()))
          .expect(200);
    }
    Client form =
        instance
            .client()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Accept", "text/html")
            .with("Accept-Language", "zh");
    String token = "token=" + URLEncoder.encode(receipt.get("trackingToken").asText(), UTF_8);
    String rating = token + "&score=4&comment=" + URLEncoder.encode("来得快", UTF_8);
    form.postRaw("/p/" + no + "/rate", "token=guess&score=1".getBytes(UTF_8)).expect(404);
    form.postRaw("/p/" + no + "/rate", token.getBytes(UTF_8)).expect(400);
    form.postRaw("/p/" + no + "/rate", rating.getBytes(UTF_8)).expect(200);
    String second = token + "&score=1&comment=no";
    String page = form.postRaw("/p/" + no + "/rate", second.getBytes(UTF_8)).expect(200).text();
    assertTrue(page.contains("4 · 满意") && page.contains("来得快"), page);
    JsonNode timeline = dispatcher.get("/api/v1/requests/" + no + "/timeline").json();
    assertTrue(timeline.toString().contains("\"score\":4"), timeline.toString());
    assertEquals("visited", dispatcher.get("/api/v1/requests/" + no).json().get("state").asText());
  }
}
