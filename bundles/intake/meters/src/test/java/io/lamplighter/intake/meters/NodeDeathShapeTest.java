package io.lamplighter.intake.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Sparkplug node that falls silent is an event, and nothing more. */
@NullUnmarked
class NodeDeathShapeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:05:00Z");

  /** As Tahu writes it: timestamp 1486144502122, one metric bdSeq, UInt64, of 17. */
  private static final String DEATH =
      "08eaf2f5a8a02b" + "120b" + "0a056264536571" + "2008" + "5811";

  private final Plausible times =
      new Plausible(() -> NOW, Duration.ofMinutes(5), Duration.ofDays(400));
  private final Codes codes = Codes.load(null);
  private final MessageParser parser =
      new MessageParser(List.of(new NodeDeathShape(codes, times), new EventsShape(codes, times)));

  private Parsed parse(String topic, String hex) {
    return parser.parse(new Incoming(topic, HexFormat.of().parseHex(hex), 1, 1));
  }

  @Test
  void aDeathIsCommunicationLostNowAndCarriesItsSession() {
    Parsed parsed = parse("spBv1.0/330602/NDEATH/n-7", DEATH);
    assertEquals(List.of(), parsed.setAside());
    MeterEvent event = parsed.events().get(0);
    assertEquals("communication-lost", event.code().event());
    assertEquals(Codes.Effect.NONE, event.code().effect(), "no outage by itself");
    assertEquals(
        "330602 n-7 n-7", event.region() + " " + event.concentrator() + " " + event.meter());
    assertEquals(NOW, event.at());
    assertEquals("bdSeq 17 1486144502122", event.messageId());
  }

  @Test
  void withoutATimestampASessionCountsForADay() {
    String bare = DEATH.substring(14);
    MeterEvent event = parse("spBv1.0/330602/NDEATH/n-7", bare).events().get(0);
    assertEquals("bdSeq 17 2026-11-22", event.messageId());
  }

  @Test
  void theSameDeathAgainChangesNothing() {
    Street street = new Street();
    Incoming death =
        new Incoming("spBv1.0/330602/NDEATH/n-7", HexFormat.of().parseHex(DEATH), 1, 1);
    street.accept(death);
    street.now = street.now.plusSeconds(3);
    street.accept(death, death);
    assertEquals(1, street.count("event where code = '10.1.0.68'"));
    assertEquals(List.of("meter-event.received"), street.types());
    assertEquals(0, street.submissions.size());
  }

  @ParameterizedTest
  @CsvSource({
    "no-bdSeq, ''",
    "no-bdSeq, 08eaf2f5a8a02b",
    "not-protobuf, 08",
    "not-protobuf, 0b",
    "not-protobuf, 00",
    "not-protobuf, 12ff",
    "not-protobuf, 12ffffffffffffffffff7f",
    "not-protobuf, ffffffffffffffffffffff",
    "not-protobuf, 7b2261223a317d"
  })
  void whatMeansNothingIsSetAside(String cause, String hex) {
    Parsed parsed = parse("spBv1.0/330602/NDEATH/n-7", hex);
    assertEquals(List.of(), parsed.events());
    assertEquals(cause, parsed.setAside().get(0).cause());
  }

  @Test
  void aGroupThatIsNoRegionIsSetAside() {
    assertEquals("bad-topic", parse("spBv1.0/plant/NDEATH/n-7", DEATH).setAside().get(0).cause());
  }
}
