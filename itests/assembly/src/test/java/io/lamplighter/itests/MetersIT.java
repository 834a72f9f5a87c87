package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;

/**
 * Concentrators of both protocol versions against the running assembly: what is acknowledged is
 * stored once whatever is swapped meanwhile, several last gasps are one request, strangers stay
 * outside.
 */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MetersIT {
  private static final String LOST = "3.26.9.185";
  private static final String RESTORED = "3.26.9.216";
  private static final String USER = EventPublisher.USER;
  private static final String OWN = EventPublisher.OWN;
  private static final Duration SOON = Duration.ofMinutes(2);

  private Instance instance;
  private Books books;
  private String key;
  private Instant at;

  @BeforeEach
  void connected() throws Exception {
    instance = Shared.instance();
    books = new Books(instance);
    key = instance.users().key("meter");
    at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Concentrator.awaitLine(instance, SOON);
  }

  @AfterAll
  static void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void everyAcknowledgedEventIsStoredOnceWhilePartsAreReplaced() throws Exception {
    try (EventPublisher modern =
            new EventPublisher("swap5", Concentrator.modern(instance, "it-5", USER, key));
        EventPublisher old =
            new EventPublisher("swap3", Concentrator.old(instance, "it-3", USER, key))) {
      more(modern, old);
      String intake = bundleId("intake-meters");
      Shared.quiet(
          instance, "bundle:update " + intake + " file:" + Distribution.bundle("intake-meters"));
      more(modern, old);
      Shared.quiet(instance, "bundle:restart " + bundleId("broker-embedded"));
      more(modern, old);
      Shared.quiet(
          instance, "bundle:update " + intake + " file:" + Distribution.bundle("intake-meters"));
      more(modern, old);
      modern.close();
      old.close();
      System.out.println("MetersIT: " + modern + ", " + old);
      modern.balance(books);
      old.balance(books);
    }
  }

  @Test
  void eventsThatNeedNoDeskAreStoredWithoutItAndNoneIsLostWhileTheJournalIsReplaced()
      throws Exception {
    String desk = bundleId("desk");
    String stored = "select count(*) from meters.event where meter like 'away-%'";
    try (EventPublisher publisher =
        new EventPublisher("away", Concentrator.modern(instance, "it-away", USER, key))) {
      more(publisher);
      Shared.quiet(instance, "bundle:stop " + desk);
      try {
        long before = books.number(stored);
        more(publisher);
        Await.until(SOON, publisher::toString, () -> books.number(stored) > before + 20);
        Shared.quiet(instance, "bundle:restart " + bundleId("journal"));
      } finally {
        Shared.quiet(instance, "bundle:start " + desk);
      }
      more(publisher);
      publisher.close();
      System.out.println("MetersIT: " + publisher);
      publisher.balance(books);
    }
  }

  private static void more(EventPublisher... publishers) throws Exception {
    for (EventPublisher publisher : publishers) {
      publisher.awaitMore(20);
    }
  }

  private String bundleId(String name) throws Exception {
    Matcher row =
        Pattern.compile("(?m)^\\s*(\\d+)\\D.*io\\.lamplighter\\." + name + "\\s*$")
            .matcher(instance.shell("bundle:list -t 0 -s --no-format"));
    assertEquals(true, row.find(), name);
    return row.group(1);
  }

  @Test
  void severalLastGaspsOfOneTransformerAreOneRequest() throws Exception {
    StringBuilder csv = new StringBuilder("customerNo,name,region,meter,transformer\n");
    for (int i = 1; i <= 3; i++) {
      csv.append("MIT-" + i + ",客户,330602,MITM-" + i + ",MIT-T1\n");
      csv.append("MIT-9" + i + ",客户,330602,MITM-9" + i + ",MIT-T2\n");
    }
    load(csv.toString());
    try (Concentrator concentrator = Concentrator.modern(instance, "it-gasp", USER, key)) {
      concentrator.publish(OWN, Concentrator.event("MITM-91", LOST, at));
      for (int i = 1; i <= 3; i++) {
        concentrator.publish(OWN, Concentrator.event("MITM-" + i, LOST, at.plusSeconds(i)));
      }
    }
    Client dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    String joined =
        "select count(*) from meters.event e join meters.outage o on o.id = e.outage"
            + " where o.transformer = 'MIT-T1' and o.request_no is not null";
    Await.until(SOON, () -> books.number(joined), () -> books.number(joined) == 3);
    List<JsonNode> requests =
        dispatcher.all("/api/v1/requests?channel=meter&transformer=MIT-T1&limit=50");
    assertEquals(1, requests.size(), requests.toString());
    assertEquals("fault-repair", requests.get(0).path("kind").asText());
    assertEquals(
        0, books.number("select count(*) from meters.outage where transformer = 'MIT-T2'"));
  }

  @Test
  void nobodyReportsForTheMetersOfAnotherRegion() throws Exception {
    load(
        "customerNo,name,region,meter,transformer\n"
            + "MRG-1,客户,330702,MRGM-1,MRG-T1\nMRG-2,客户,330702,MRGM-2,MRG-T1\n");
    String there = "meters/330702/" + USER + "/events";
    String open =
        "select count(*) from meters.outage where transformer = 'MRG-T1' and closed_at is null";
    try (Concentrator concentrator = Concentrator.modern(instance, "it-region", USER, key)) {
      for (int i = 1; i <= 2; i++) {
        concentrator.publish(OWN, Concentrator.event("MRGM-" + i, LOST, at));
      }
      String aside = "select count(*) from meters.set_aside where cause = 'other-region'";
      Await.until(SOON, () -> "nothing is set aside", () -> books.number(aside) == 2);
      assertEquals(0, books.number(open));
      for (int i = 1; i <= 2; i++) {
        concentrator.publish(there, Concentrator.event("MRGM-" + i, LOST, at));
      }
      Await.until(SOON, () -> "no outage", () -> books.number(open) == 1);
      for (int i = 1; i <= 2; i++) {
        concentrator.publish(OWN, Concentrator.event("MRGM-" + i, RESTORED, at.plusSeconds(1)));
      }
      Await.until(SOON, () -> "nothing is set aside", () -> books.number(aside) == 4);
      assertEquals(1, books.number(open), "it goes on");
    }
  }

  private void load(String customers) throws Exception {
    instance
        .client()
        .loggedIn(instance.users(), "integrator")
        .with("Content-Type", "text/csv")
        .postRaw("/api/v1/customers/import", customers.getBytes(StandardCharsets.UTF_8))
        .expect(200);
  }

  @Test
  void anOutageThatACustomerHasReportedIsOneRequestAndItsEndClosesIt() throws Exception {
    load(
        "customerNo,name,region,meter,transformer\n"
            + "MCH-1,客户,330602,MCHM-1,MCH-T1\nMCH-2,客户,330602,MCHM-2,MCH-T1\n");
    Map<String, String> told =
        Map.of("channel", "web", "channelRef", "mch-1", "text", "停电了", "customerNo", "MCH-1");
    String first =
        instance
            .client()
            .withKey(instance.users().key("web"))
            .post("/api/v1/submissions", told)
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    try (Concentrator concentrator = Concentrator.old(instance, "it-both", USER, key)) {
      concentrator.publish(OWN, Concentrator.event("MCHM-1", LOST, at));
      concentrator.publish(OWN, Concentrator.event("MCHM-2", LOST, at));
    }
    Client dispatcher =
        instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    String merged =
        "select count(*) from desk.request where channel = 'meter' and merged_into = '"
            + first
            + "'";
    Await.until(
        SOON,
        () -> dispatcher.get("/api/v1/requests?customerNo=MCH-1").text(),
        () -> books.number(merged) == 1);
    dispatcher.post("/api/v1/requests/" + first + "/cancel", Map.of("reason", "误报")).expect(200);
    // The meters still say so: theirs goes on by itself until it ends, too.
    String theirs =
        books
            .texts(
                "select request_no from desk.request where channel = 'meter'"
                    + " and transformer = 'MCH-T1' and merged_into is null")
            .get(0);
    dispatcher.post("/api/v1/requests/" + theirs + "/cancel", Map.of("reason", "误报")).expect(200);
    String closed =
        "select count(*) from meters.outage where transformer = 'MCH-T1' and closed_by = 'request'";
    Await.until(SOON, () -> "the outage is still open", () -> books.number(closed) == 1);
  }

  @Test
  void endDeviceEventsOverSoapEndInTheSamePlace() throws Exception {
    SoapClient head = new SoapClient(instance.client().withKey(key), "/services/EndDeviceEvents");
    Element taken = head.call(endDeviceEvents("soap-1", at.toString()));
    assertEquals("OK", SoapClient.text(taken, "Result"));
    head.call(endDeviceEvents("soap-1", at.toString()));
    String stored = "select count(*) from meters.event where meter = 'soap-1'";
    assertEquals(1, books.number(stored), "stored when it is answered, and once");
    Element wrong = head.call(endDeviceEvents("soap-1", "2099-01-01T00:00:00Z"));
    assertEquals("FAILED", SoapClient.text(wrong, "Result"));
    assertEquals("future", SoapClient.text(wrong, "code"));
    Element fault = head.fail(endDeviceEvents("soap-1", "yesterday"));
    assertEquals(
        "/CreatedEndDeviceEvents/Payload/EndDeviceEvents/EndDeviceEvent/createdDateTime",
        SoapClient.text(fault, "xpath"));
    Client stranger = instance.client().withKey(instance.users().key("web"));
    byte[] body = endDeviceEvents("soap-2", at.toString()).getBytes(StandardCharsets.UTF_8);
    stranger
        .with("Content-Type", "text/xml;charset=UTF-8")
        .postRaw("/services/EndDeviceEvents", body)
        .expect(403);
  }

  private static String endDeviceEvents(String meter, String time) {
    return """
    <o:CreatedEndDeviceEvents xmlns:o="http://iec.ch/TC57/2011/EndDeviceEventsMessage"
        xmlns="http://iec.ch/TC57/2011/schema/message">
      <Header><Verb>created</Verb><Noun>EndDeviceEvents</Noun><MessageID>it-1</MessageID></Header>
      <Payload><EndDeviceEvents xmlns="http://iec.ch/TC57/2011/EndDeviceEvents#"><EndDeviceEvent>
        <createdDateTime>%s</createdDateTime><EndDeviceEventType ref="3.26.9.185"/>
        <UsagePoint><mRID>%s</mRID></UsagePoint>
      </EndDeviceEvent></EndDeviceEvents></Payload>
    </o:CreatedEndDeviceEvents>"""
        .formatted(time, meter);
  }

  @Test
  void strangersStayOutsideAndGarbageIsKeptWithItsCause() throws Exception {
    List<Concentrator> strangers =
        List.of(
            Concentrator.modern(instance, "it-w5", USER, "wrong"),
            Concentrator.old(instance, "it-w3", USER, "wrong"),
            Concentrator.modern(instance, "it-x5", "meter-2", key),
            Concentrator.old(instance, "it-k3", USER, instance.users().key("web")));
    for (Concentrator stranger : strangers) {
      assertThrows(
          Exception.class, () -> stranger.publish(OWN, Concentrator.event("no-1", LOST, at)));
      stranger.close();
    }
    List<Concentrator> known =
        List.of(
            Concentrator.modern(instance, "it-g5", USER, key),
            Concentrator.old(instance, "it-g3", USER, key));
    for (Concentrator one : known) {
      byte[] event = Concentrator.event("no-2", LOST, at);
      assertThrows(Exception.class, () -> one.publish("meters/330602/other/events", event));
      assertThrows(Exception.class, () -> one.publish("meters/11/" + USER + "/events", event));
      assertThrows(Exception.class, () -> one.publish(OWN, new byte[1 << 20]));
      String garbage = "garbage of " + known.indexOf(one);
      one.publish(OWN, garbage.getBytes(StandardCharsets.UTF_8));
      one.publish(OWN, Concentrator.event("kept-" + known.indexOf(one), LOST, at));
      one.close();
    }
    String kept = "select count(*) from meters.event where meter in ('kept-0', 'kept-1')";
    Await.until(SOON, () -> books.number(kept), () -> books.number(kept) == 2);
    String aside =
        "select count(*) from meters.set_aside where cause = 'not-json'"
            + " and convert_from(payload, 'UTF8') like 'garbage of%'";
    Await.until(SOON, () -> books.number(aside), () -> books.number(aside) == 2);
    assertEquals(0, books.number("select count(*) from meters.event where meter like 'no-%'"));
  }
}
