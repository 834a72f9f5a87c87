package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the hotline's two protocols, the social bridges and the call desk must not take: each is
 * refused in the protocol's own words, and nothing of it is kept.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BadChannelInputIT {
  private static final Charset GBK = Charset.forName("GBK");
  private static final String TICKET =
      "<comment>停电</comment><Names><name>bad-ticket</name></Names>";

  private static final String CALLS = "/api/v1/calls";
  private static final String EVENTS = CALLS + "/events";

  private Instance instance;
  private Books books;
  private Client hotline;
  private Client agent;
  private Client exchange;
  private Webhook bridge;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    books = new Books(instance);
    hotline = instance.client().withKey(instance.users().key("hotline"));
    agent = instance.client().loggedIn(instance.users(), "agent");
    exchange = instance.client().withKey(instance.users().key("call"));
    bridge = new Webhook(instance, "bad");
    bridge.register(URI.create("http://127.0.0.1:9/"));
    report("description=first&attribute[external_id]=bad-own").expect(200);
    bridge.post("bad-own", message("\"text\":\"first\"")).expect(201);
    Client.Answer good = ticket(envelope("bad-1", place(TICKET))).expect(200);
    assertTrue(good.text().contains(">OK<"), good.toString());
  }

  /**
   * Something that is refused.
   *
   * @param said stands in the answer
   */
  record Bad(String what, Supplier<Client.Answer> call, int status, String said) {
    @Override
    public String toString() {
      return what;
    }
  }

  Stream<Bad> bad() {
    return Stream.of(open311(), soap(), social(), calls()).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAndNothingIsKept(Bad bad) throws Exception {
    String kept =
        "select count(*) from desk.submission where channel in ('hotline','social','call')";
    long before = books.number(kept);
    Client.Answer answer = bad.call().get();
    assertEquals(bad.status(), answer.status(), answer.toString());
    assertTrue(answer.text().contains(bad.said()), answer.toString());
    assertFalse(answer.text().contains("Exception"), "a stack shows: " + answer);
    assertFalse(answer.text().contains("root:"), "a file shows: " + answer);
    assertEquals(before, books.number(kept), "something was kept");
  }

  private Stream<Bad> open311() {
    return Stream.of(
        new Bad("a form of 100 kB", () -> report("description=" + "x".repeat(100_000)), 413, ""),
        new Bad("half an escape", () -> report("description=%4"), 400, ""),
        new Bad(
            "a form that is not UTF-8", () -> report("description=停电", GBK), 400, "description"),
        new Bad("a place beyond numbers", () -> report("lat=1e999&long=0"), 400, "lat"),
        new Bad("an unknown service", () -> report("service_code=magic"), 400, "service_code"),
        new Bad(
            "an id that said something else",
            () -> report("description=second&attribute[external_id]=bad-own"),
            400,
            "another content"),
        new Bad(
            "JSON for a form",
            () ->
                hotline.postRaw(
                    "/open311/v2/requests.json", "{\"service_code\":\"report\"}".getBytes(UTF_8)),
            415,
            ""));
  }

  private Client.Answer report(String fields) {
    return report(fields, UTF_8);
  }

  private Client.Answer report(String fields, Charset charset) {
    String form = fields + "&service_code=fault-repair&address_string=bad";
    return hotline
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with("Accept-Language", "en")
        .postRaw("/open311/v2/requests.json", form.getBytes(charset));
  }

  private Stream<Bad> soap() {
    String good = envelope("bad-2", place(TICKET.replace("bad-ticket", "bad-new")));
    String laughs =
        "<!DOCTYPE a [<!ENTITY a0 \"ha\">"
            + Stream.iterate(1, i -> i < 30, i -> i + 1)
                .map(i -> "<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">")
                .reduce("", String::concat)
            + "]>";
    String file = "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    return Stream.of(
        new Bad("300 kB", () -> ticket(good.replace("停电", "x".repeat(300_000))), 413, ""),
        new Bad("nothing", () -> ticket(""), 500, "FaultMessage"),
        new Bad("cut off", () -> ticket(good.substring(0, 300)), 500, "FaultMessage"),
        new Bad("a bomb", () -> ticket(laughs + good.replace("停电", "&a29;")), 500, "DOCTYPE"),
        new Bad("a file", () -> ticket(file + good.replace("停电", "&f;")), 500, "DOCTYPE"),
        new Bad("too deep", () -> ticket("<a>".repeat(9_000)), 500, "FaultMessage"),
        new Bad("GBK said to be UTF-8", () -> ticket(good, GBK), 500, "FaultMessage"),
        new Bad("NUL", () -> ticket(good.replace("停电", "a\0b")), 500, "FaultMessage"),
        new Bad(
            "not by the schema", () -> ticket(good.replace("comment", "coment")), 500, "coment"),
        new Bad("an unknown verb", () -> ticket(good.replace("create", "paint")), 200, "FAILED"),
        new Bad("an unknown kind", () -> ticket(kind(good)), 200, "troubleCode"),
        new Bad(
            "an id that said something else",
            () -> ticket(envelope("bad-3", place(TICKET.replace("停电", "别的事")))),
            200,
            "submission.key-reused"));
  }

  private static String kind(String envelope) {
    return envelope.replace("<Names>", "<troubleCode>magic</troubleCode><Names>");
  }

  private static String place(String ticket) {
    return ticket.replace("<Names>", "<Location><mainAddress>bad</mainAddress></Location><Names>");
  }

  private static String envelope(String id, String ticket) {
    return """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message">
        <Header><Verb>create</Verb><Noun>TroubleTicket</Noun><MessageID>%s</MessageID></Header>
        <Payload><TroubleTickets xmlns="http://iec.ch/TC57/2011/TroubleTickets#"><TroubleTicket>
        %s</TroubleTicket></TroubleTickets></Payload></RequestMessage></e:Body></e:Envelope>"""
        .formatted(id, ticket);
  }

  private Client.Answer ticket(String envelope) {
    return ticket(envelope, UTF_8);
  }

  private Client.Answer ticket(String envelope, Charset charset) {
    return hotline
        .with("Content-Type", "text/xml; charset=UTF-8")
        .with("Accept-Language", "en")
        .postRaw("/services/TroubleTickets", envelope.getBytes(charset));
  }

  private Stream<Bad> social() {
    return Stream.of(
        new Bad("100 kB", () -> bridge.post("bad-a", "x".repeat(100_000)), 413, ""),
        new Bad("not JSON", () -> bridge.post("bad-b", "停电了"), 400, "JSON"),
        new Bad("too deep", () -> bridge.post("bad-c", "[".repeat(5_000)), 400, "JSON"),
        new Bad("not UTF-8", () -> gbk("bad-d"), 400, "UTF-8"),
        new Bad("an unknown type", () -> bridge.post("bad-e", "{\"type\":\"x\"}"), 400, "/type"),
        new Bad(
            "a text that is none", () -> bridge.post("bad-f", message("\"text\":7")), 400, "/text"),
        new Bad(
            "half an emoji",
            () -> bridge.post("bad-g", message("\"text\":\"\\ud83d\"")),
            400,
            "/text"),
        new Bad(
            "an id that said something else",
            () -> bridge.post("bad-own", message("\"text\":\"second\"")),
            409,
            "key-reused"),
        new Bad(
            "a stranger's signature",
            () ->
                bridge
                    .signed("bad-h", new byte[0])
                    .postRaw("/social/v1/messages/bad", message("").getBytes(UTF_8)),
            401,
            "signature-wrong"));
  }

  private Client.Answer gbk(String id) {
    byte[] body = message("\"text\":\"停电\"").getBytes(GBK);
    return bridge.post(id, body);
  }

  private static String message(String fields) {
    return "{\"type\":\"message.created\",\"data\":{"
        + fields
        + ",\"address\":\"bad\",\"user\":{\"id\":\"u\"}}}";
  }

  private Stream<Bad> calls() {
    String event = "{\"call\":\"x\",\"event\":\"offered\",\"at\":\"2026-11-22T00:00:00Z\"},";
    String many = event.repeat(501).replaceAll(",$", "");
    return Stream.of(
        new Bad("300 kB of events", () -> events("\"" + "x".repeat(300_000) + "\""), 413, ""),
        new Bad("501 events", () -> events(many), 400, "/events"),
        new Bad("no JSON", () -> exchange.postRaw("/api/v1/calls/events", new byte[] {1}), 400, ""),
        new Bad("an unknown event", () -> events("{\"event\":\"rang\"}"), 400, "/events/0/event"),
        new Bad("events by the hotline", () -> hotline.post(EVENTS, Map.of()), 403, ""),
        new Bad("an unknown call", () -> agent.post(CALLS + "/C0/take-down", Map.of()), 404, ""));
  }

  private Client.Answer events(String events) {
    return exchange.postRaw(EVENTS, ("{\"events\":[" + events + "]}").getBytes(UTF_8));
  }
}
