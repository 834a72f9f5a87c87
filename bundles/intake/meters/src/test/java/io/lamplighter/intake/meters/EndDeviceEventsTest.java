package io.lamplighter.intake.meters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Reply;
import io.lamplighter.kit.iec.Soap;
import io.lamplighter.store.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/**
 * EndDeviceEvents over SOAP become the same events as come over MQTT, and what is wrong is named.
 */
@NullUnmarked
class EndDeviceEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:05:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String GASP =
      "<EndDeviceEvent><createdDateTime>2026-11-22T08:00:01+08:00</createdDateTime>"
          + "<reason>storm</reason>"
          + "<EndDeviceEventDetails><name>phase</name><value>A</value></EndDeviceEventDetails>"
          + "<EndDeviceEventType ref=\"3.26.9.185\"/>"
          + "<UsagePoint><mRID>3306010000017</mRID></UsagePoint></EndDeviceEvent>";

  private final Contract contract = EndDeviceEvents.contract();
  private final EndDeviceEvents events =
      new EndDeviceEvents(
          Codes.load(null),
          new Plausible(() -> NOW, Duration.ofMinutes(5), Duration.ofDays(400)),
          ZONE);

  private static String envelope(String root, String verb, String noun, String list) {
    return "<e:Envelope xmlns:e=\"%s\"><e:Body>%s<Header><Verb>%s</Verb><Noun>%s</Noun>"
            .formatted(Soap.V11, "<" + root + ">", verb, noun)
        + "<MessageID>m-1</MessageID></Header><Payload><EndDeviceEvents xmlns=\""
        + EndDeviceEvents.NAMESPACE
        + "\">"
        + list
        + "</EndDeviceEvents></Payload></"
        + root.replaceAll(" .*", "")
        + "></e:Body></e:Envelope>";
  }

  private static String envelope(String list) {
    return envelope(
        "EventMessage xmlns=\"" + Message.NAMESPACE + "\"", "created", "EndDeviceEvents", list);
  }

  private Message message(String text) {
    return Message.read(Soap.read(text.getBytes(UTF_8)), contract, Set.of("created", "create"));
  }

  private Parsed read(String text) {
    return events.read("33", "hes", message(text), text.getBytes(UTF_8));
  }

  @Test
  void anEventIsReadAsOverMqtt() {
    Parsed parsed = read(envelope(GASP));
    assertEquals(List.of(), parsed.setAside());
    MeterEvent event = parsed.events().get(0);
    assertEquals("hes 3306010000017 power-lost", said(event));
    assertEquals(Instant.parse("2026-11-22T00:00:01Z"), event.at());
    assertEquals("m-1", event.messageId());
    assertEquals("{\"reason\":\"storm\",\"phase\":\"A\"}", event.details());
  }

  private static String said(MeterEvent event) {
    return event.concentrator() + " " + event.meter() + " " + event.code().event();
  }

  @Test
  void whatIsSeenInTheWildIsUnderstood() {
    String wild =
        "<EndDeviceEvent><mRID>3.26.9.216</mRID><EndDeviceEventType ref=\"\"/>"
            + "<Assets><Names><name>m-7</name></Names></Assets>"
            + "<createdDateTime>2026-11-22T08:01:00</createdDateTime></EndDeviceEvent>";
    String own =
        "o:CreatedEndDeviceEvents xmlns:o=\"http://iec.ch/TC57/2011/EndDeviceEventsMessage\""
            + " xmlns=\""
            + Message.NAMESPACE
            + "\"";
    Parsed parsed = read(envelope(own, "EndDeviceEvents", "created", wild));
    assertEquals("hes m-7 power-restored", said(parsed.events().get(0)));
    assertEquals(Instant.parse("2026-11-22T00:01:00Z"), parsed.events().get(0).at());
    Message swapped = message(envelope(own, "EndDeviceEvents", "created", wild));
    assertEquals("created EndDeviceEvents", swapped.verb() + " " + swapped.noun());
  }

  @ParameterizedTest
  @CsvSource({
    "<UsagePoint><mRID>3306010000017</mRID></UsagePoint>, '', no-meter, UsagePoint",
    "3306010000017, 33 06, bad-meter, UsagePoint",
    "ref=\"3.26.9.185\", '', no-code, EndDeviceEventType",
    "3.26.9.185, 3.26.9.999, unknown-code, EndDeviceEventType",
    "08:00:01+08:00, 08:11:00+08:00, future, createdDateTime",
    "2026-11-22T, 1999-11-22T, too-old, createdDateTime"
  })
  void oneThatMeansNothingIsSetAsideAndItsFieldNamed(
      String right, String wrong, String cause, String field) throws Exception {
    Parsed parsed = read(envelope(GASP + GASP.replace(right, wrong)));
    assertEquals(1, parsed.events().size());
    SetAside one = parsed.setAside().get(0);
    assertEquals(cause, one.cause());
    assertTrue(new String(one.payload(), UTF_8).contains("createdDateTime"));
    Reply reply = new Reply(Locale.ENGLISH);
    reply.done(parsed.events().size());
    WrongField.of(one).tell(reply);
    Message message = message(envelope(GASP));
    Element answer = checked(reply.response(message, NOW, new TestHouse()));
    assertEquals("PARTIAL", text(answer, "Result"));
    assertEquals(cause, text(answer, "code"));
    assertEquals(
        "/EventMessage/Payload/EndDeviceEvents/EndDeviceEvent[2]/" + field, text(answer, "xpath"));
  }

  /** What goes out keeps to the contract as well. */
  private Element checked(String answer) {
    Element message = Soap.read(answer.getBytes(UTF_8)).message();
    Element inner = (Element) message.getElementsByTagNameNS("*", "FaultMessage").item(0);
    contract.check(inner == null ? message : inner);
    return message;
  }

  private static String text(Element in, String name) {
    return in.getElementsByTagNameNS("*", name).item(0).getTextContent();
  }

  @Test
  void aFaultNamesTheFieldThatBreaksTheContract() {
    String wrong = envelope(GASP + GASP.replace("2026-11-22T08:00:01+08:00", "yesterday"));
    Refusal.Invalid refused = assertThrows(Refusal.Invalid.class, () -> read(wrong));
    for (String version : List.of(Soap.V11, Soap.V12)) {
      Reply reply = new Reply(Locale.ENGLISH);
      reply.failed(refused, null);
      Element fault = checked(reply.fault(version));
      assertEquals(
          "/EventMessage/Payload/EndDeviceEvents/EndDeviceEvent[2]/createdDateTime",
          text(fault, "xpath"));
      assertTrue(text(fault, "reason").contains("yesterday"), text(fault, "reason"));
    }
  }

  @Test
  void whatIsNoMessageIsRefused() {
    String good = envelope(GASP);
    for (String bad :
        List.of(
            "",
            "hello",
            "<a/>",
            good.substring(0, good.length() - 9),
            good.replace("EventMessage", "EventMassage"),
            good.replace("<reason>", "<raison>").replace("</reason>", "</raison>"),
            good.replace("<UsagePoint>", "<UsagePoint x=\"1\">"),
            "<!DOCTYPE a [<!ENTITY b \"c\">]>" + good,
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\">" + good,
            "<a>".repeat(5000) + "</a>".repeat(5000))) {
      assertThrows(Refusal.Invalid.class, () -> read(bad), bad);
    }
  }

  @Test
  void theContractIsThere() {
    assertTrue(contract.wsdl("http://x").contains("http://x?xsd=Message.xsd"));
    assertNotNull(contract.schema("Message.xsd", "http://x"));
    assertNotNull(contract.schema("EndDeviceEvents.xsd", "http://x"));
    assertNull(contract.schema("../meters/codes.csv", "http://x"));
  }
}
