package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.intake.sms.Centre;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A house in training takes in, works and answers as ever; nothing leaves it by any way, and what
 * would have left is seen. In production the same goes out, and nothing of before.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TrainingIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String HOUSE = "io.lamplighter.house";
  private static final String UNREAD =
      "journal.reader r where exists (select from journal.entry e"
          + " where (e.xid, e.position) > (r.xid, r.position)"
          + " and (cardinality(r.types) = 0 or e.type = any (r.types)))";
  private static final String ROUTE =
      """
      - route:
          id: both
          from:
            uri: journal:both?types=request.received&from=start
            steps:
              - setBody: {constant: x}
              - toD: {uri: "%s${header.ce-subject}"}
              - to: {uri: "file:%s"}
      """;

  private Instance instance;
  private Books books;
  private Centre centre;
  private PartnerEndpoint hotline;
  private PartnerEndpoint network;
  private PartnerEndpoint erp;
  private PartnerEndpoint company;
  private Webhook bridge;
  private Client dispatcher;
  private Path folder;

  /** One of each channel, on its way. */
  private record Round(String sms, String web, String order, String social) {
    static Round of(String name, int digit) {
      return new Round("1381000000" + digit, "1382000000" + digit, "SX-" + name, "wx-" + name);
    }
  }

  @BeforeAll
  void start() throws Exception {
    instance = Instance.fresh("training").configured(HOUSE, Map.of("context", "TRAINING"));
    books = new Books(instance);
    centre = new Centre();
    hotline = new PartnerEndpoint();
    network = new PartnerEndpoint();
    erp = new PartnerEndpoint();
    company = new PartnerEndpoint();
    Texts.over(instance, centre, 100);
    instance.configured("io.lamplighter.routes.hotline", Map.of("url", hotline.uri().toString()));
    instance.configured("io.lamplighter.routes.erp", Map.of("url", erp.uri().toString()));
    bridge = new Webhook(instance, "wechat");
    bridge.register(network.uri());
    folder = instance.data.resolve("drop");
    Path routes = Files.createDirectories(instance.data.resolve("etc/routes"));
    Files.writeString(routes.resolve("both.camel.yaml"), ROUTE.formatted(company.uri(), folder));
    instance.start();
    instance.awaitHealthy(Instance.FIRST_START);
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    Await.until(SOON, () -> instance.client().get("/health").text(), () -> centre.binds.get() > 0);
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
    centre.close();
    for (PartnerEndpoint one : List.of(hotline, network, erp, company)) {
      one.close();
    }
  }

  @Test
  void nothingLeavesInTrainingAndInProductionAllDoes() throws Exception {
    Round drill = Round.of("drill", 1);
    assertEquals("TRAINING", work(drill));
    for (String reader : List.of("hotline-12345", "erp", "both")) {
      seen("letter.withheld", "why", "reader", reader);
    }
    for (String channel : List.of("sms", "social")) {
      seen("notice.withheld", "cause", "channel", channel);
    }
    // What readers have not read yet is not withheld yet, either; and they make news for each
    // other.
    for (String waiting :
        List.of(
            UNREAD,
            "notices.notice where state in ('waiting', 'carried')",
            "sms.outgoing where state <> 'withheld'",
            "routes.message",
            "social.agenda")) {
      String left = "select count(*) from " + waiting;
      Await.until(SOON, () -> left, () -> books.number(left) == 0);
    }
    assertTrue(books.number("select count(*) from sms.outgoing") > 1, "answers and notices");
    assertEquals(List.of(), centre.taken, "no text");
    for (PartnerEndpoint one : List.of(hotline, network, erp, company)) {
      assertEquals(List.of(), one.told());
    }
    assertTrue(Files.notExists(folder), "no file");
    assertSaid("TRAINING");

    int binds = centre.binds.get();
    instance.configured(HOUSE, Map.of("context", "PRODUCTION"));
    Await.until(SOON, this::context, () -> context().contains("PRODUCTION"));
    Round real = Round.of("real", 2);
    assertEquals("PRODUCTION", work(real));
    Await.until(SOON, () -> centre.taken, () -> texted(real.sms()) && texted(real.web()));
    Await.until(SOON, hotline::told, () -> told(hotline, real.order()));
    Await.until(SOON, network::told, () -> told(network, real.social()));
    Await.until(SOON, erp::told, () -> told(erp, "<Context>PRODUCTION</Context>"));
    Await.until(SOON, () -> folder, () -> Files.exists(folder));
    assertEquals(binds, centre.binds.get(), "the line stays");
    assertTrue(!texted(drill.sms()) && !texted(drill.web()), "nothing of the drill comes later");
    assertTrue(!told(hotline, drill.order()), hotline.told().toString());
    assertTrue(!told(network, drill.social()), network.told().toString());
    books.verifies();
    books.fits();
  }

  /**
   * Has a request by each channel come in and worked on.
   *
   * @return the context that the SOAP answer names
   */
  private String work(Round round) throws Exception {
    centre.deliver(round.sms(), "整个单元停电了");
    String web =
        instance
            .client()
            .with("X-Api-Key", instance.users().key("web"))
            .post(
                "/api/v1/submissions",
                Map.of(
                    "channel", "web",
                    "kind", "fault-repair",
                    "text", "停电了",
                    "region", "330602",
                    "address", round.order() + "路1号",
                    "contact", Map.of("phone", round.web())))
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    bridge
        .post(
            round.social(),
            "{\"type\":\"message.created\",\"data\":{\"text\":\"停电\",\"address\":\"%s路2号\",\"user\":{\"id\":\"u\"}}}"
                .formatted(round.order()))
        .expect(201);
    String answer = ticket(round.order());
    String ordered = answer.replaceFirst("(?s).*<mRID>(.*)</mRID>.*", "$1");
    for (String no : List.of(web, ordered)) {
      workOn(no);
    }
    String social =
        dispatcher
            .get("/api/v1/requests?channel=social&state=received")
            .expect(200)
            .json()
            .at("/items/0/requestNo")
            .asText();
    workOn(social);
    return answer.replaceFirst("(?s).*<Context>(\\w+)</Context>.*", "$1");
  }

  private String ticket(String own) throws Exception {
    String ticket =
        """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message">
        <Header><Verb>create</Verb><Noun>TroubleTicket</Noun></Header>
        <Payload><TroubleTickets xmlns="http://iec.ch/TC57/2011/TroubleTickets#"><TroubleTicket>
        <comment>市民反映停电</comment><Location><mainAddress>%1$s路3号</mainAddress></Location>
        <Names><name>%1$s</name></Names>
        </TroubleTicket></TroubleTickets></Payload></RequestMessage></e:Body></e:Envelope>"""
            .formatted(own);
    String answer =
        instance
            .client()
            .with("X-Api-Key", instance.users().key("hotline"))
            .with("Content-Type", "text/xml; charset=UTF-8")
            .postRaw("/services/TroubleTickets", ticket.getBytes(UTF_8))
            .expect(200)
            .text();
    assertTrue(answer.contains("<Result>OK</Result>"), answer);
    return answer;
  }

  private void workOn(String no) {
    move(no, "triage", Map.of());
    move(no, "schedule", Map.of("from", "2026-12-01T01:00:00Z", "to", "2026-12-01T03:00:00Z"));
    move(no, "dispatch", Map.of("crew", "c1"));
  }

  private void move(String no, String move, Map<String, String> data) {
    dispatcher.post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  /** The journal says it, with the context as the reason. */
  private void seen(String type, String why, String of, String whom) throws Exception {
    String sql =
        "select count(*) from journal.entry where type = '%s' and data->>'%s' = 'training'"
            + " and data->>'%s' = '%s'";
    String found = sql.formatted(type, why, of, whom);
    Await.until(SOON, () -> type + " of " + whom, () -> books.number(found) > 0);
  }

  private void assertSaid(String context) throws Exception {
    assertTrue(context().contains(context), context());
    String health = instance.client().get("/health").expect(200).text();
    assertTrue(health.contains(context + ", "), health);
    String status = instance.script("status");
    assertTrue(status.contains(context), status);
  }

  private String context() {
    return instance.client().get("/app/house.json").text();
  }

  private boolean texted(String number) {
    return !centre.textsTo(number).isEmpty();
  }

  private static boolean told(PartnerEndpoint whom, String of) {
    return whom.told().stream().anyMatch(text -> text.contains(of));
  }
}
