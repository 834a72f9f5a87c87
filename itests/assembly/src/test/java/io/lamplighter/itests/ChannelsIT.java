package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.intake.sms.Centre;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One outage reported on five channels is one request, and each is answered on his own channel. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChannelsIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final byte[] SECRET = new byte[32];
  private static final String CUSTOMER = "CIT-1";
  private static final String WEB = "13780000001";
  private static final String SMS = "13780000002";
  private static final String CALL = "13780000003";

  private final List<String> toBridge = new CopyOnWriteArrayList<>();
  private final List<String> toHotline = new CopyOnWriteArrayList<>();
  private Instance instance;
  private Centre centre;
  private HttpServer partners;
  private Client dispatcher;
  private Client agent;

  @BeforeAll
  void connect() throws Exception {
    instance = Shared.instance();
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    agent = instance.client().loggedIn(instance.users(), "agent");
    centre = new Centre();
    partners = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answerTo("/bridge", toBridge);
    answerTo("/hotline", toHotline);
    partners.start();
    instance.configured(
        "io.lamplighter.intake.sms",
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            Integer.toString(centre.port),
            "systemId",
            "lamp",
            "password",
            Centre.PASSWORD,
            "serviceNumber",
            Centre.SERVICE));
    instance.configured("io.lamplighter.notices", Map.of("quietFrom", "00:00", "quietTo", "00:00"));
    instance.configured("io.lamplighter.routes.hotline", Map.of("url", url("/hotline")));
    Path bridges = Files.createDirectories(instance.data.resolve("etc/social"));
    Files.writeString(
        bridges.resolve("wechat.properties"),
        "secret = whsec_"
            + Base64.getEncoder().encodeToString(SECRET)
            + "\ncallback = "
            + url("/bridge")
            + "\n");
    instance
        .client()
        .loggedIn(instance.users(), "integrator")
        .with("Content-Type", "text/csv")
        .postRaw(
            "/api/v1/customers/import",
            ("customerNo,name,region,phones\n" + CUSTOMER + ",王,330602," + SMS + "\n")
                .getBytes(UTF_8))
        .expect(200);
    Await.until(SOON, () -> instance.client().get("/health").text(), () -> centre.binds.get() > 0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + partners.getAddress().getPort() + path;
  }

  private void answerTo(String path, List<String> kept) {
    partners.createContext(
        path,
        exchange -> {
          kept.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
  }

  @AfterAll
  void disconnect() throws Exception {
    instance.configured("io.lamplighter.intake.sms", Map.of("host", ""));
    instance.configured("io.lamplighter.routes.hotline", Map.of("url", ""));
    centre.close();
    partners.stop(0);
    // The cursor of a route that never comes back would show as lagging.
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("DELETE FROM journal.reader WHERE name = 'hotline-12345'");
    }
  }

  @Test
  void oneOutageOnFiveChannelsIsOneRequestAndEachIsAnsweredOnHisOwn() throws Exception {
    String first = web();
    centre.deliver(SMS, "整个单元停电了");
    social();
    hotline();
    call();
    JsonNode known = dispatcher.get("/api/v1/requests?customerNo=" + CUSTOMER).expect(200).json();
    assertEquals(5, known.get("items").size(), known.toString());
    for (JsonNode request : known.get("items")) {
      boolean root = request.get("requestNo").asText().equals(first);
      assertEquals(root ? "received" : "merged", request.get("state").asText());
      assertTrue(root || request.get("mergedInto").asText().equals(first), request.toString());
    }

    move(first, "triage", Map.of());
    move(
        first,
        "schedule",
        Map.of("from", "2026-11-23T09:00:00+08:00", "to", "2026-11-23T11:00:00+08:00"));
    move(first, "dispatch", Map.of("crew", "c1"));

    for (String number : List.of(WEB, SMS, CALL)) {
      Await.until(
          SOON,
          () -> number + " " + centre.textsTo(number),
          () -> centre.textsTo(number).stream().anyMatch(text -> text.contains("已派工")));
    }
    Await.until(
        SOON,
        () -> toBridge,
        () ->
            toBridge.stream()
                .anyMatch(text -> text.contains("已派工") && text.contains("\"inReplyTo\":\"wx-1\"")));
    Await.until(
        SOON,
        () -> toHotline,
        () ->
            toHotline.stream()
                .anyMatch(step -> step.contains("\"extend\"") && step.contains("SX-CIT-1")));
    List<String> acts =
        toHotline.stream()
            .filter(step -> step.contains("SX-CIT-1"))
            .map(step -> step.replaceAll(".*\"act\":\"(\\w+)\".*", "$1"))
            .distinct()
            .toList();
    assertEquals(List.of("sign", "extend"), acts, "in order");
  }

  private void move(String no, String move, Map<String, String> data) {
    dispatcher.post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  private String web() {
    return instance
        .client()
        .with("X-Api-Key", key("web"))
        .post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                "cit-web",
                "text",
                "停电了",
                "customerNo",
                CUSTOMER,
                "contact",
                Map.of("phone", WEB)))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private String key(String channel) {
    try {
      return instance.users().key(channel);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void social() throws Exception {
    String body =
        "{\"type\":\"message.created\",\"data\":{\"text\":\"没电了\",\"customerNo\":\""
            + CUSTOMER
            + "\",\"user\":{\"id\":\"u1\"}}}";
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    byte[] signature = mac.doFinal(("wx-1." + time + "." + body).getBytes(UTF_8));
    Client bridge =
        instance
            .client()
            .with("webhook-id", "wx-1")
            .with("webhook-timestamp", time)
            .with("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    bridge.postRaw("/social/v1/messages/wechat", body.getBytes(UTF_8)).expect(201);
    bridge.postRaw("/social/v1/messages/wechat", body.getBytes(UTF_8)).expect(200);
    bridge.postRaw("/social/v1/messages/wechat", (body + " ").getBytes(UTF_8)).expect(401);
  }

  private void hotline() {
    String ticket =
        """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message">
        <Header><Verb>create</Verb><Noun>TroubleTicket</Noun><MessageID>cit-1</MessageID></Header>
        <Payload><TroubleTickets xmlns="http://iec.ch/TC57/2011/TroubleTickets#"><TroubleTicket>
        <comment>市民反映停电</comment><Customer><mRID>CIT-1</mRID></Customer>
        <Names><name>SX-CIT-1</name></Names>
        </TroubleTicket></TroubleTickets></Payload></RequestMessage></e:Body></e:Envelope>""";
    Client soap =
        instance
            .client()
            .with("X-Api-Key", key("hotline"))
            .with("Content-Type", "text/xml; charset=UTF-8");
    String answer =
        soap.postRaw("/services/TroubleTickets", ticket.getBytes(UTF_8)).expect(200).text();
    assertTrue(answer.contains("<Result>OK</Result>"), answer);
    String fault = soap.postRaw("/services/TroubleTickets", new byte[] {'x'}).expect(500).text();
    assertTrue(fault.contains("FaultMessage"), fault);
    String wsdl = instance.client().get("/services/TroubleTickets?wsdl").expect(200).text();
    assertTrue(wsdl.contains("CreateTroubleTicket"), wsdl);
  }

  private void call() {
    JsonNode opened =
        agent.post("/api/v1/calls", Map.of("phone", CALL, "line", "95598")).expect(201).json();
    String no = opened.get("call").get("callNo").asText();
    agent
        .post(
            "/api/v1/calls/" + no + "/take-down", Map.of("text", "整个小区停电", "customerNo", CUSTOMER))
        .expect(201);
    agent.post("/api/v1/calls/" + no + "/close", Map.of("outcome", "answered")).expect(200);
    JsonNode seen = agent.post("/api/v1/calls", Map.of("phone", SMS)).expect(201).json();
    assertEquals(CUSTOMER, seen.get("customers").get(0).get("customerNo").asText());
    assertEquals(1, seen.get("openRequests").size(), seen.toString());
  }
}
