package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.intake.sms.Centre;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How each channel's partner hands one message in; the same number again is the same message. Each
 * returns what its request is known by, or throws when it was not acknowledged.
 */
final class Edges {
  private final Instance instance;
  private final Centre centre;
  private final Webhook bridge;
  private final String hotlineKey;
  private final Client agent;
  private String openCall;

  Edges(Instance instance, Centre centre, Webhook bridge) throws Exception {
    this.instance = instance;
    this.centre = centre;
    this.bridge = bridge;
    hotlineKey = instance.users().key("hotline");
    agent = instance.client().loggedIn(instance.users(), "agent");
  }

  String text(int number) throws Exception {
    String from = "138" + (10_000_000 + number);
    centre.deliver(from, "停电了，" + number + "幢");
    return from;
  }

  String report(int number) {
    String ref = "report-" + number;
    Map<String, String> form =
        Map.of(
            "service_code",
            "fault-repair",
            "description",
            "路灯不亮",
            "address_string",
            "越城区" + ref + "号",
            "attribute[external_id]",
            ref);
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    instance
        .client()
        .withKey(hotlineKey)
        .with("Content-Type", "application/x-www-form-urlencoded")
        .postRaw("/open311/v2/requests.json", body.getBytes(UTF_8))
        .expect(200);
    return ref;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  String ticket(int number) {
    String ref = "ticket-" + number;
    String envelope =
        """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message">
        <Header><Verb>create</Verb><Noun>TroubleTicket</Noun><MessageID>%s</MessageID></Header>
        <Payload><TroubleTickets xmlns="http://iec.ch/TC57/2011/TroubleTickets#"><TroubleTicket>
        <comment>市民反映停电</comment><Location><mainAddress>越城区%s号</mainAddress></Location>
        </TroubleTicket></TroubleTickets></Payload></RequestMessage></e:Body></e:Envelope>"""
            .formatted(ref, ref);
    String answer =
        instance
            .client()
            .withKey(hotlineKey)
            .with("Content-Type", "text/xml; charset=UTF-8")
            .postRaw("/services/TroubleTickets", envelope.getBytes(UTF_8))
            .expect(200)
            .text();
    if (!answer.contains("<Result>OK</Result>")) {
      throw new AssertionError(answer);
    }
    return ref;
  }

  String message(int number) {
    String id = "wx" + number;
    String body =
        "{\"type\":\"message.created\",\"data\":{\"text\":\"没电了\",\"address\":\"越城区"
            + id
            + "号\",\"user\":{\"id\":\"u"
            + number
            + "\"}}}";
    Client.Answer answer = bridge.post(id, body);
    if (answer.status() != 200) {
      answer.expect(201);
    }
    return bridge.bridge() + ":" + id;
  }

  /** A call that was opened is taken down again under its own number. */
  String call(int number) {
    if (openCall == null) {
      openCall =
          agent
              .post(
                  "/api/v1/calls", Map.of("phone", "0575" + (1_000_000 + number), "line", "95598"))
              .expect(201)
              .json()
              .at("/call/callNo")
              .asText();
    }
    Client.Answer answer =
        agent.post(
            "/api/v1/calls/" + openCall + "/take-down",
            Map.of("text", "家里没电", "address", "越城区电话" + number + "号"));
    if (answer.status() != 200) {
      answer.expect(201);
    }
    String taken = openCall;
    openCall = null;
    return taken;
  }
}
