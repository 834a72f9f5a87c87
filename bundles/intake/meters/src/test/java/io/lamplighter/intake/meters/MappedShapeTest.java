package io.lamplighter.intake.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.store.TestHouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A vendor's messages are read by a file, and a mistake in the file is named. */
@NullUnmarked
class MappedShapeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:05:00Z");

  /** The shape of the area terminals (台区智能融合终端) in DOMAIN. */
  private static final String TERMINAL =
      """
      topic = terminals/{region}/{concentrator}/report
      events = /properties
      meter = message:/location_code
      code = /key
      at = /timestamp
      time = seconds
      code.PowerOff = 3.26.9.185
      code.PowerOn = 3.26.9.216
      code.ERC14 = erc14
      ignore = voltage, current
      """;

  @TempDir Path folder;

  private Parsed parse(String mapping, String topic, String body) throws IOException {
    Files.writeString(folder.resolve("vendor.properties"), mapping);
    Codes codes = Codes.load(null);
    Plausible times = new Plausible(() -> NOW, Duration.ofMinutes(5), Duration.ofDays(400));
    MappedShape shape =
        new MappedShape(MappingFiles.load(folder, new TestHouse()).get(0), codes, times);
    return new MessageParser(List.of(shape, new EventsShape(codes, times)))
        .parse(new Incoming(topic, body.getBytes(StandardCharsets.UTF_8), 1, 1));
  }

  private static List<String> said(Parsed parsed) {
    return parsed.events().stream()
        .map(
            event ->
                String.join(
                    " ",
                    event.region(),
                    event.concentrator(),
                    event.meter(),
                    event.code().event(),
                    event.at().toString()))
        .toList();
  }

  @Test
  void aTerminalsReportIsReadWithItsRecordOfAPowerFailure() throws IOException {
    Parsed parsed =
        parse(
            TERMINAL,
            "terminals/330602/t9/report",
            """
            {"version":"1","location_code":"M-7","ts":1795305600,"properties":[
              {"type":"event","key":"PowerOff","value":1,"timestamp":1795305601},
              {"type":"value","key":"voltage","value":219.8,"unit":"V","timestamp":1795305601},
              {"type":"record","key":"ERC14","value":"00 08 22 11 26 03 08 22 11 26"},
              {"type":"record","key":"ERC14","value":"0108221126EEEEEEEEEE"}]}
            """);
    assertEquals(List.of(), parsed.setAside());
    assertEquals(
        List.of(
            "330602 t9 M-7 power-lost 2026-11-22T00:00:01Z",
            "330602 t9 M-7 power-lost 2026-11-22T00:00:00Z",
            "330602 t9 M-7 power-restored 2026-11-22T00:03:00Z",
            "330602 t9 M-7 power-lost 2026-11-22T00:01:00Z"),
        said(parsed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown-code|'key':'Door','timestamp':1795305601",
        "no-code|'timestamp':1795305601",
        "no-time|'key':'PowerOff'",
        "bad-time|'key':'PowerOff','timestamp':'noon'",
        "future|'key':'PowerOff','timestamp':1873065600",
        "no-record|'key':'ERC14'",
        "bad-record|'key':'ERC14','value':'0008221126'",
        "bad-record|'key':'ERC14','value':'0A082211260308221126'",
        "bad-record|'key':'ERC14','value':'00083011260308221326'",
        "bad-record|'key':'ERC14','value':'power'"
      })
  void whatMeansNothingIsSetAsideWithItsPlace(String cause, String fields) throws IOException {
    Parsed parsed =
        parse(
            TERMINAL,
            "terminals/330602/t9/report",
            "{'location_code':'M-7','properties':[{'key':'current'},{X}]}"
                .replace("X", fields)
                .replace('\'', '"'));
    assertEquals(List.of(), parsed.events());
    SetAside one = parsed.setAside().get(0);
    assertEquals("/properties/1 " + cause, one.pointer() + " " + one.cause());
  }

  @Test
  void aMessageMayBeTheEventItself() throws IOException {
    String mapping =
        """
        topic = v2/{concentrator}/in/{region}
        id = /sn
        meter = /dev
        code = /evt
        at = /when
        time = local
        """;
    String body = "{'sn':81,'dev':'M-8','evt':'3.26.9.216','when':'2026-11-22 08:01:00'}";
    Parsed parsed = parse(mapping, "v2/c3/in/330602", body.replace('\'', '"'));
    assertEquals(List.of("330602 c3 M-8 power-restored 2026-11-22T00:01:00Z"), said(parsed));
    assertEquals("81", parsed.events().get(0).messageId());
    assertEquals(
        "no-events", parse(TERMINAL, "terminals/33/t9/report", "{}").setAside().get(0).cause());
    assertEquals(
        "bad-topic", parse(TERMINAL, "terminals/x/t9/report", "{}").setAside().get(0).cause());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic = a/{region}/b|topic 'a/{region}/b' is no topic",
        "topic = {region}/{concentrator}/#|topic",
        "meter = dev|meter",
        "meter =|meter",
        "time = noon|time",
        "zone = Mars|zone",
        "metre = /dev|metre is no key"
      })
  void aMistakeInTheFileIsNamed(String line, String expected) {
    String key = line.substring(0, line.indexOf(' '));
    String rest =
        TERMINAL
            .lines()
            .filter(one -> !one.startsWith(key + " "))
            .collect(Collectors.joining("\n", "", "\n"));
    IllegalArgumentException mistake =
        assertThrows(IllegalArgumentException.class, () -> parse(rest + line, "t", "{}"));
    assertTrue(
        mistake.getMessage().contains("vendor.properties: " + expected), mistake.getMessage());
  }
}
