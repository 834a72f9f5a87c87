package io.lamplighter.intake.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.data.DataFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every message is either events or set aside with its cause; none is both lost and silent. */
@NullUnmarked
class MessageParserTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:40Z");
  private final MessageParser parser =
      new MessageParser(
          List.of(
              new EventsShape(
                  Codes.load(null),
                  new Plausible(() -> NOW, Duration.ofMinutes(5), Duration.ofDays(400)))));

  private Parsed parse(String topic, String body) {
    return parser.parse(new Incoming(topic, body.getBytes(StandardCharsets.UTF_8), 1, 1));
  }

  private static String event(String meter, String code, String at) {
    return "{'meter':'" + meter + "','code':'" + code + "','at':'" + at + "','details':{}}";
  }

  private Parsed events(String... events) {
    String body = "{'id':'c17-1','sentAt':'x','events':[" + String.join(",", events) + "]}";
    return parse("meters/330602/c17/events", body.replace('\'', '"'));
  }

  @Test
  void theContractsOwnExampleIsRead() {
    Parsed parsed =
        parse(
            "meters/330602/c17/events",
            """
            {"id":"c17-000123","sentAt":"2026-11-22T08:00:35+08:00",
             "events":[{"meter":"3306010000017","code":"3.26.9.185","at":"2026-11-22T08:00:01+08:00","details":{}}]}
            """);
    assertEquals(List.of(), parsed.setAside());
    MeterEvent event = parsed.events().get(0);
    assertEquals("330602 c17 3306010000017 power-lost", said(event));
    assertEquals(Instant.parse("2026-11-22T00:00:01Z"), event.at());
    assertEquals(Codes.Effect.LOST, event.code().effect());
  }

  private static String said(MeterEvent event) {
    return event.region()
        + " "
        + event.concentrator()
        + " "
        + event.meter()
        + " "
        + event.code().event();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not-json|{",
        "not-json|{} {}",
        "not-json|{'id':'a','id':'b'}",
        "not-an-object|[]",
        "no-id|{'events':[]}",
        "no-id|{'id':7,'events':[]}",
        "bad-id|{'id':'','events':[]}",
        "no-events|{'id':'a'}",
        "no-events|{'id':'a','events':{}}",
        "no-events|{'id':'a','events':[]}"
      })
  void whatCannotBeReadIsSetAsideAsAWhole(String cause, String body) {
    Parsed parsed = parse("meters/330602/c17/events", body.replace('\'', '"'));
    assertEquals(List.of(), parsed.events());
    assertEquals(cause, parsed.setAside().get(0).cause());
    assertEquals("", parsed.setAside().get(0).pointer());
  }

  @ParameterizedTest
  @CsvSource({"meters/330602/events", "meters//c17/events", "meters/33x/c17/events", "a/33/c/d/e"})
  void aStrangeTopicIsNamed(String topic) {
    assertEquals("bad-topic", parse(topic, "{}").setAside().get(0).cause());
  }

  @Test
  void deepLongAndMisencodedMessagesAreBounded() {
    assertEquals(
        "not-json", parse("meters/33/c/events", "[".repeat(100_000)).setAside().get(0).cause());
    String many = "1,".repeat(MessageParser.MOST_EVENTS) + "1";
    assertEquals("too-many-events", events(many).setAside().get(0).cause());
    byte[] latin = {'{', '"', (byte) 0xe9, '"', '}'};
    Parsed parsed = parser.parse(new Incoming("meters/33/c/events", latin, 1, 1));
    assertEquals("not-utf-8", parsed.setAside().get(0).cause());
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0x80, '"', '}'};
    parsed = parser.parse(new Incoming("meters/33/c/events", overlong, 1, 1));
    assertEquals("not-utf-8", parsed.setAside().get(0).cause());
    assertEquals("no-id", parse("meters/33/c/events", "\uFEFF{}").setAside().get(0).cause());
    byte[] large = new byte[MessageParser.LARGEST + 1];
    parsed = parser.parse(new Incoming("meters/33/c/events", large, 1, 1));
    assertEquals("too-large", parsed.setAside().get(0).cause());
  }

  @Test
  void oneBadEventDoesNotTakeTheOthersWithIt() {
    Parsed parsed =
        events(
            event("m1", "3.26.9.185", "2026-11-22T00:00:01Z"),
            event("m1", "3.26.9.185", "2026-11-22T00:06:00Z"),
            event("m1", "3.26.9.185", "2000-01-01T00:00:00Z"),
            event("m1", "3.26.9.185", "2026-11-22T00:00:01"),
            event("m1", "9.9.9.9", "2026-11-22T00:00:01Z"),
            event("m 1", "3.26.9.185", "2026-11-22T00:00:01Z"),
            "7",
            "{'meter':'m1','code':'3.26.9.185','at':'2026-11-22T00:00:01Z','details':[]}",
            event("m2", "3.26.9.216", "2026-11-22T00:00:01Z"));
    assertEquals(List.of("m1", "m2"), parsed.events().stream().map(MeterEvent::meter).toList());
    assertEquals(
        List.of(
            "/events/1 future",
            "/events/2 too-old",
            "/events/3 bad-time",
            "/events/4 unknown-code",
            "/events/5 bad-meter",
            "/events/6 not-an-event",
            "/events/7 bad-details"),
        parsed.setAside().stream().map(one -> one.pointer() + " " + one.cause()).toList());
  }

  @Test
  void aWrongLineOfTheCodesIsNamed() {
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Codes(
                    DataFile.parse(
                        "codes.csv", "code,event,effect\n1.2.3.4,x,gone\n", Codes.COLUMNS)));
    assertTrue(wrong.getMessage().startsWith("codes.csv line 2"), wrong.getMessage());
  }
}
