package io.lamplighter.intake.meters;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonPointer;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.mqtt.TopicPattern;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Soap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever is published is events, or set aside with its cause; nothing else happens. */
class ReportFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:05:00Z");
  private static final Codes CODES = Codes.load(null);
  private static final Plausible TIMES =
      new Plausible(() -> NOW, Duration.ofMinutes(5), Duration.ofDays(400));
  private static final VendorMapping VENDOR =
      new VendorMapping(
          TopicPattern.of("terminals/{region}/{concentrator}/report"),
          JsonPointer.compile("/properties"),
          null,
          VendorMapping.Field.of("message:/location_code"),
          VendorMapping.Field.of("/key"),
          VendorMapping.Field.of("/timestamp"),
          VendorMapping.Field.of("/value"),
          WrittenTime.SECONDS,
          () -> ZoneId.of("Asia/Shanghai"),
          Map.of("PowerOff", VendorMapping.LOST),
          Set.of("ERC14"),
          Set.of());
  private static final MessageParser PARSER =
      new MessageParser(
          List.of(
              new MappedShape(VENDOR, CODES, TIMES),
              new NodeDeathShape(CODES, TIMES),
              new EventsShape(CODES, TIMES)));

  private static final Contract CONTRACT =
      new Contract(
          EndDeviceEvents.class,
          "EndDeviceEvents.wsdl",
          List.of("EndDeviceEvents.xsd", "EndDeviceEventsMessage.xsd"));
  private static final EndDeviceEvents EVENTS =
      new EndDeviceEvents(CODES, TIMES, VENDOR.zone().get());
  private static final String HEAD =
      "<e:Envelope xmlns:e=\""
          + Soap.V11
          + "\"><e:Body><EventMessage xmlns=\""
          + Message.NAMESPACE
          + "\"><Header><Verb>created</Verb><Noun>EndDeviceEvents</Noun></Header><Payload>"
          + "<EndDeviceEvents xmlns=\""
          + EndDeviceEvents.NAMESPACE
          + "\"><EndDeviceEvent>";
  private static final String END =
      "</EndDeviceEvent></EndDeviceEvents></Payload></EventMessage></e:Body></e:Envelope>";

  @DictionaryFile(resourcePath = "/fuzz.dict")
  @FuzzTest
  void aMessage(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    read("meters/330602/c1/events", octets);
    read("meters/330602/c1/events", bytes("{\"id\":\"1\",\"events\":[{" + text + "}]}"));
    read("terminals/330602/c1/report", octets);
    read(
        "terminals/330602/c1/report",
        bytes("{\"location_code\":\"m\",\"properties\":[{" + text + "}]}"));
    read(
        "terminals/330602/c1/report",
        bytes(
            "{\"location_code\":\"m\",\"properties\":[{\"key\":\"ERC14\",\"value\":\""
                + HexFormat.of().formatHex(octets)
                + "\"}]}"));
    read("spBv1.0/330602/NDEATH/c1", octets);
    read(text, octets);
    envelope(octets);
    envelope(bytes(HEAD + text + END));
  }

  private static void envelope(byte[] octets) {
    try {
      Message message = Message.read(Soap.read(octets), CONTRACT, Set.of("created"));
      Parsed parsed = EVENTS.read("33", "hes", message, octets);
      parsed.setAside().forEach(WrongField::of);
    } catch (Refusal.Invalid | Refusal.Unauthenticated e) {
      // answered with a fault
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void read(String topic, byte[] payload) {
    Parsed parsed = PARSER.parse(new Incoming(topic, payload, 1, 1));
    if (parsed.events().isEmpty() && parsed.setAside().isEmpty()) {
      throw new AssertionError("lost and silent");
    }
    if (parsed.events().stream().anyMatch(event -> event.at().isAfter(NOW.plusSeconds(300)))) {
      throw new AssertionError("of the future");
    }
  }
}
