package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.intake.sms.Centre;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One outage reported on six channels is one request, and each is answered on his own channel. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChannelsIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String CUSTOMER = "CIT-1";
  private static final String WEB = "13780000001";
  private static final String SMS = "13780000002";
  private static final String CALL = "13780000003";
  private static final String DRILL = "13780000004";

  private Instance instance;
  private Centre centre;
  private PartnerEndpoint hotline;
  private PartnerEndpoint network;
  private Webhook bridge;
  private Client dispatcher;
  private Client agent;

  @BeforeAll
  void connect() throws Exception {
    instance = Shared.instance();
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    agent = instance.client().loggedIn(instance.users(), "agent");
    centre = new Centre();
    hotline = new PartnerEndpoint();
    network = new PartnerEndpoint();
    Texts.over(instance, centre, 20);
    instance.configured("io.lamplighter.routes.hotline", Map.of("url", hotline.uri().toString()));
    bridge = new Webhook(instance, "wechat");
    bridge.register(network.uri());
    instance
        .client()
        .loggedIn(instance.users(), "integrator")
        .with("Content-Type", "text/csv")
        .postRaw(
            "/api/v1/customers/import",
            ("customerNo,name,region,phones,meter,transformer\n"
                    + CUSTOMER
                    + ",王,330602,"
                    + SMS
                    + ",CITM-1,CIT-T1\nCIT-2,李,330602,,CITM-2,CIT-T1\n")
                .getBytes(UTF_8))
        .expect(200);
    Await.until(SOON, () -> instance.client().get("/health").text(), () -> centre.binds.get() > 0);
  }

  @AfterAll
  void disconnect() throws Exception {
    Texts.off(instance);
    instance.configured("io.lamplighter.routes.hotline", Map.of("url", ""));
    centre.close();
    hotline.close();
    network.close();
    // The cursor of a route that never comes back would show as lagging.
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("DELETE FROM journal.reader WHERE name = 'hotline-12345'");
    }
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void oneOutageOnSixChannelsIsOneRequestAndEachIsAnsweredOnHisOwn() throws Exception {
    String first = web();
    centre.deliver(SMS, "整个单元停电了");
    social();
    hotline();
    call();
    meters();
    String ofCustomer = "/api/v1/requests?customerNo=" + CUSTOMER;
    Await.until(
        SOON,
        () -> dispatcher.get(ofCustomer).text(),
        () -> dispatcher.get(ofCustomer).json().get("items").size() == 6);
    JsonNode known = dispatcher.get(ofCustomer).expect(200).json();
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
    move(first, "extend", Map.of("until", "2099-01-01T00:00:00+08:00", "reason", "等备件"));

    for (String number : List.of(WEB, SMS, CALL)) {
      Await.until(
          SOON,
          () -> number + " " + centre.textsTo(number),
          () -> centre.textsTo(number).stream().anyMatch(text -> text.contains("已派工")));
    }
    Await.until(
        SOON,
        network::told,
        () ->
            network.told().stream()
                .anyMatch(text -> text.contains("已派工") && text.contains("\"inReplyTo\":\"wx-1\"")));
    Await.until(
        SOON,
        hotline::told,
        () ->
            hotline.told().stream()
                .anyMatch(step -> step.contains("\"extend\"") && step.contains("SX-CIT-1")));
    List<String> acts =
        hotline.told().stream()
            .filter(step -> step.contains("SX-CIT-1"))
            .map(step -> step.replaceAll(".*\"act\":\"(\\w+)\".*", "$1"))
            .distinct()
            .toList();
    assertEquals(List.of("sign", "extend"), acts, "in order");
  }

  @Test
  void inADrillNothingLeavesTheHouse() throws Exception {
    String ordered = ticket("TRAINING", "SX-DRILL", "CIT-D1");
    bridge
        .post(
            "wx-drill",
            "{\"type\":\"message.created\",\"data\":{\"drill\":true,\"text\":\"演练\",\"address\":"
                + "\"演练路1号\",\"user\":{\"id\":\"u2\"}}}")
        .expect(201);
    String rehearsed =
        instance
            .client()
            .with("X-Api-Key", key("web"))
            .post(
                "/api/v1/submissions",
                Map.of(
                    "channel",
                    "web",
                    "text",
                    "演练：停电",
                    "customerNo",
                    "CIT-D2",
                    "contact",
                    Map.of("phone", DRILL),
                    "drill",
                    true))
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    move(ordered, "triage", Map.of());
    assertTrue(
        dispatcher.get("/api/v1/requests/" + ordered).expect(200).json().get("drill").asBoolean());
    assertTrue(instance.shell("lamp:request " + ordered).contains("drill"));

    String real = ticket("PRODUCTION", "SX-REAL", "CIT-D3");
    move(real, "triage", Map.of());
    Await.until(SOON, hotline::told, () -> told(hotline, "SX-REAL"));
    String timeline = "/api/v1/requests/" + rehearsed + "/timeline";
    Await.until(
        SOON,
        () -> dispatcher.get(timeline).text(),
        () -> dispatcher.get(timeline).text().contains("\"cause\":\"drill\""));
    assertTrue(!told(hotline, "SX-DRILL"), hotline.told().toString());
    assertTrue(!told(network, "wx-drill"), network.told().toString());
    assertEquals(List.of(), centre.textsTo(DRILL));
  }

  private static boolean told(PartnerEndpoint whom, String of) {
    return whom.told().stream().anyMatch(text -> text.contains('"' + of + '"'));
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

  private void social() {
    String body =
        "{\"type\":\"message.created\",\"data\":{\"text\":\"没电了\",\"customerNo\":\""
            + CUSTOMER
            + "\",\"user\":{\"id\":\"u1\"}}}";
    bridge.post("wx-1", body).expect(201);
    bridge.post("wx-1", body).expect(200);
    bridge
        .signed("wx-1", body.getBytes(UTF_8))
        .postRaw("/social/v1/messages/wechat", (body + " ").getBytes(UTF_8))
        .expect(401);
  }

  /** The number of a ticket's request. */
  private String ticket(String context, String own, String customer) {
    String ticket =
        """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message">
        <Header><Verb>create</Verb><Noun>TroubleTicket</Noun><Context>%s</Context></Header>
        <Payload><TroubleTickets xmlns="http://iec.ch/TC57/2011/TroubleTickets#"><TroubleTicket>
        <comment>市民反映停电</comment><Customer><mRID>%s</mRID></Customer>
        <Names><name>%s</name></Names>
        </TroubleTicket></TroubleTickets></Payload></RequestMessage></e:Body></e:Envelope>"""
            .formatted(context, customer, own);
    String answer =
        soap().postRaw("/services/TroubleTickets", ticket.getBytes(UTF_8)).expect(200).text();
    assertTrue(answer.contains("<Result>OK</Result>"), answer);
    return answer.replaceFirst("(?s).*<mRID>(.*)</mRID>.*", "$1");
  }

  private Client soap() {
    return instance
        .client()
        .with("X-Api-Key", key("hotline"))
        .with("Content-Type", "text/xml; charset=UTF-8");
  }

  private void hotline() {
    ticket("PRODUCTION", "SX-CIT-1", CUSTOMER);
    String fault = soap().postRaw("/services/TroubleTickets", new byte[] {'x'}).expect(500).text();
    assertTrue(fault.contains("FaultMessage"), fault);
    String wsdl = instance.client().get("/services/TroubleTickets?wsdl").expect(200).text();
    assertTrue(wsdl.contains("CreateTroubleTicket"), wsdl);
  }

  /** His meter and his neighbour's, by their concentrator. */
  private void meters() throws Exception {
    String user = EventPublisher.USER;
    try (Concentrator both = Concentrator.modern(instance, "cit", user, key("meter"))) {
      for (String meter : List.of("CITM-1", "CITM-2")) {
        both.publish(EventPublisher.OWN, Concentrator.event(meter, "3.26.9.185", Instant.now()));
      }
    }
  }

  private void call() {
    JsonNode opened =
        agent.post("/api/v1/calls", Map.of("phone", CALL, "line", "95598")).expect(201).json();
    String no = opened.get("call").get("callNo").asText();
    agent
        .post(
            "/api/v1/calls/" + no + "/take-down", Map.of("text", "整个小区停电", "customerNo", CUSTOMER))
        .expect(201);
    String close = "/api/v1/calls/" + no + "/close";
    agent.post(close, Map.of("outcome", "answered")).expect(428);
    agent.with("If-Match", "\"1\"").post(close, Map.of("outcome", "answered")).expect(412);
    String tag = agent.get("/api/v1/calls/" + no).expect(200).header("ETag");
    agent.with("If-None-Match", tag).get("/api/v1/calls/" + no).expect(304);
    agent.with("If-Match", tag).post(close, Map.of("outcome", "answered")).expect(200);
    JsonNode seen = agent.post("/api/v1/calls", Map.of("phone", SMS)).expect(201).json();
    assertEquals(CUSTOMER, seen.get("customers").get(0).get("customerNo").asText());
    assertEquals(1, seen.get("openRequests").size(), seen.toString());
  }
}
