package io.lamplighter.intake.meters;

import static io.lamplighter.intake.meters.Street.LOST;
import static io.lamplighter.intake.meters.Street.RESTORED;
import static io.lamplighter.intake.meters.Street.message;
import static io.lamplighter.intake.meters.Street.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Soap;
import io.lamplighter.store.TestHouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reports for a region has no say over the meters of another, whatever way he takes. */
@NullUnmarked
class RegionsTest {
  private static final String THERE = "meters/330702/c9/events";
  private final Street street = new Street();
  private final Codes codes = Codes.load(null);
  private final Plausible times =
      new Plausible(() -> street.now, Duration.ofMinutes(5), Duration.ofDays(400));

  private Incoming there(String meter, String code, long seconds) {
    return on(THERE, message("c9", meter, code, seconds));
  }

  @Test
  void nobodyRestoresTheMetersOfAnotherRegion() {
    street.accept(there("x1-1", LOST, 1), there("x1-2", LOST, 2));
    assertEquals(1, street.submissions.size());
    street.accept(message("c1", "x1-1", RESTORED, 20), message("c1", "x1-2", RESTORED, 21));
    assertEquals(1, street.count("outage where closed_at is null"));
    assertEquals(2, street.count("set_aside where cause = 'other-region'"));
    assertEquals(0, street.count("event where concentrator = 'c1'"));
    street.accept(there("x1-1", RESTORED, 30), there("x1-2", RESTORED, 31));
    assertEquals(0, street.count("outage where closed_at is null"), "its own may");
  }

  @Test
  void nobodyReportsAnOutageOfAnotherRegionNorJoinsOne() {
    street.accept(message("c1", "x1-1", LOST, 1), message("c1", "x1-2", LOST, 2));
    street.accept(there("x1-1", LOST, 3), message("c1", "x1-2", LOST, 4));
    assertEquals(0, street.submissions.size());
    assertEquals(3, street.count("set_aside where cause = 'other-region'"));
    assertEquals(
        "330602 c1 /events/0",
        street.facts.stream()
            .filter(fact -> fact.type().equals("meter-message.set-aside"))
            .map(f -> f.region() + " " + f.subject() + " " + f.data().get("pointer"))
            .findFirst()
            .orElse(""));
    assertFalse(street.facts.toString().contains("x1-2"), "nothing of the other's is told");
    street.accept(message("c1", "x1-2", LOST, 4));
    assertEquals(3, street.count("set_aside"), "the same again is the same");
  }

  @Test
  void aWiderRegionHasItsPartsButAPartHasNotTheWhole() {
    street.accept(on("meters/33/c1/events", message("c1", "x1-1", LOST, 1)));
    street.accept(on("meters/330602001/c1/events", message("c1", "t1-1", LOST, 1)));
    assertEquals(1, street.count("event"));
    assertEquals(1, street.count("set_aside where cause = 'other-region'"));
  }

  @Test
  void aMeterThatNobodyKnowsIsNotedAndActsOnNothingAlsoLater() {
    street.accept(message("c1", "unknown", RESTORED, 50));
    assertEquals(1, street.count("event where customer_no is null"));
    street.accept(on("meters//c1/events", message("c1", "t1-1", LOST, 1)));
    assertEquals(1, street.count("set_aside where cause = 'bad-topic'"));
    assertEquals(0, street.submissions.size());
  }

  @Test
  void vendorsMessagesAreHeldToTheirRegionToo(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("v.properties"),
        """
        topic = terminals/{region}/{concentrator}/report
        meter = /m
        code = /c
        at = /t
        time = iso
        """);
    MessageParser vendor =
        new MessageParser(
            List.of(
                new MappedShape(MappingFiles.load(folder, new TestHouse()).get(0), codes, times)));
    street.accept(there("x1-1", LOST, 1), there("x1-2", LOST, 2));
    for (String meter : List.of("x1-1", "x1-2")) {
      String body =
          "{\"m\":\"" + meter + "\",\"c\":\"" + RESTORED + "\",\"t\":\"2026-11-22T00:00:20Z\"}";
      List<SetAside> foreign =
          street.accept(List.of(vendor.parse(Street.raw("terminals/330602/c1/report", body))));
      assertEquals("other-region", foreign.get(0).cause());
    }
    assertEquals(1, street.count("outage where closed_at is null"));
  }

  @Test
  void aNodeThatIsNamedAsAnothersMeterIsSetAside() {
    byte[] death = HexFormat.of().parseHex("08eaf2f5a8a02b120b0a0562645365712008" + "5811");
    street.accept(new Incoming("spBv1.0/330602/NDEATH/x1-1", death, 1, 1));
    assertEquals(0, street.count("event"));
    assertEquals(1, street.count("set_aside where cause = 'other-region'"));
    street.accept(new Incoming("spBv1.0/330702/NDEATH/x1-1", death, 1, 1));
    assertEquals(1, street.count("event"));
  }

  @Test
  void overSoapEachIsAnsweredByItself() {
    String event =
        "<EndDeviceEvent><createdDateTime>2026-11-22T00:00:01Z</createdDateTime>"
            + "<EndDeviceEventType ref=\"3.26.9.216\"/><UsagePoint><mRID>%s</mRID></UsagePoint>"
            + "</EndDeviceEvent>";
    String text =
        "<e:Envelope xmlns:e=\"%s\"><e:Body><EventMessage xmlns=\"%s\"><Header><Verb>created</Verb>"
                .formatted(Soap.V11, Message.NAMESPACE)
            + "<Noun>EndDeviceEvents</Noun></Header><Payload><EndDeviceEvents xmlns=\""
            + EndDeviceEvents.NAMESPACE
            + "\">"
            + event.formatted("t1-1")
            + event.formatted("x1-1")
            + "</EndDeviceEvents></Payload></EventMessage></e:Body></e:Envelope>";
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    Message message =
        Message.read(Soap.read(octets), EndDeviceEvents.contract(), Set.of("created"));
    Parsed parsed =
        new EndDeviceEvents(codes, times, ZoneId.of("Asia/Shanghai"))
            .read("330602", "hes", message, octets);
    List<SetAside> foreign = street.accept(List.of(parsed));
    assertEquals(1, foreign.size());
    assertEquals(
        "/EventMessage/Payload/EndDeviceEvents/EndDeviceEvent[2]/UsagePoint lies in a region",
        foreign.get(0).pointer()
            + "/"
            + WrongField.of(foreign.get(0)).field()
            + " "
            + WrongField.of(foreign.get(0)).why().en().substring(0, 16));
    assertEquals(1, street.count("event"));
  }
}
