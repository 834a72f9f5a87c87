package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  private static final ObjectMapper MAPPER = Json.mapper(ZoneId.of("Asia/Shanghai"));

  enum Kind {
    FAULT,
    COMPLAINT
  }

  record Place(double lon, double lat) {}

  record Input(
      @Nullable String text,
      @Nullable Integer count,
      @Nullable Boolean urgent,
      @Nullable Instant at,
      @Nullable LocalDate day,
      @Nullable Kind kind,
      @Nullable Place place,
      @Nullable List<Place> places,
      @Nullable Map<String, Object> details) {}

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("{\"txt\":1}", "/txt", "no such field"),
        Arguments.of("{\"place\":{\"lon\":1,\"lat\":2,\"a/b~c\":3}}", "/place/a~1b~0c", "no such"),
        Arguments.of("{\"text\":1}", "/text", "Must be a text"),
        Arguments.of("{\"text\":true}", "/text", "Must be a text"),
        Arguments.of("{\"text\":{}}", "/text", "Must be a text"),
        Arguments.of("{\"count\":\"1\"}", "/count", "whole number"),
        Arguments.of("{\"count\":1.5}", "/count", "whole number"),
        Arguments.of("{\"count\":99999999999}", "/count", "out of range"),
        Arguments.of("{\"count\":\"\"}", "/count", "whole number"),
        Arguments.of("{\"urgent\":\"true\"}", "/urgent", "true or false"),
        Arguments.of("{\"urgent\":1}", "/urgent", "true or false"),
        Arguments.of("{\"at\":\"2026-11-22T08:00:00\"}", "/at", "time with offset"),
        Arguments.of("{\"at\":\"\"}", "/at", "time with offset"),
        Arguments.of("{\"at\":1763769600}", "/at", "time with offset"),
        Arguments.of("{\"day\":\"2026-02-30\"}", "/day", "a date"),
        Arguments.of("{\"day\":20000}", "/day", "a date"),
        Arguments.of("{\"kind\":\"fault\"}", "/kind", "one of FAULT, COMPLAINT"),
        Arguments.of("{\"kind\":0}", "/kind", "one of FAULT, COMPLAINT"),
        Arguments.of("{\"place\":\"here\"}", "/place", "Must be an object"),
        Arguments.of("{\"place\":[]}", "/place", "Must be an object"),
        Arguments.of("{\"place\":{\"lon\":\"120\"}}", "/place/lon", "Must be a number"),
        Arguments.of("{\"place\":{\"lon\":null,\"lat\":1}}", "/place/lon", "not be null"),
        Arguments.of("{\"places\":{}}", "/places", "Must be a list"),
        Arguments.of(
            "{\"places\":[{\"lon\":1,\"lat\":2},{\"lon\":1,\"lat\":\"x\"}]}",
            "/places/1/lat",
            "Must be a number"),
        Arguments.of("{\"text\":\"a\",\"text\":\"b\"}", "", "stands twice"),
        Arguments.of("{\"text\":\"a\"} {}", "", "after the end"),
        Arguments.of("{\"text\":\"a\"", "", "ends too early, line 1"),
        Arguments.of("{\n\"text\":a}", "", "not JSON, line 2"),
        Arguments.of("{\"count\":NaN}", "", "not JSON"),
        Arguments.of("{'text':1}", "", "not JSON"),
        Arguments.of("{\"text\":\"a\u0001\"}", "", "not JSON"),
        Arguments.of("text=a", "", "not JSON"),
        Arguments.of("", "", "body is needed"),
        Arguments.of("null", "", "body is needed"),
        Arguments.of("[]", "", "Must be an object"),
        Arguments.of("\"a\"", "", "Must be an object"),
        Arguments.of("[".repeat(10_000), "", "Must be an object"),
        Arguments.of("{\"details\":{\"a\":" + "[".repeat(10_000), "/details", "deeper than 50"),
        Arguments.of("{\"text\":\"" + "x".repeat(100_001) + "\"}", "/text", "at most 100000"),
        Arguments.of("{\"count\":" + "9".repeat(10_000) + "}", "", "too long"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeTakenIsNamed(String json, String pointer, String message) {
    FieldError error = error(json);
    assertTrue(error.pointer().startsWith(pointer), error.toString());
    assertTrue(pointer.isEmpty() == error.pointer().isEmpty(), error.toString());
    assertTrue(error.message().en().contains(message), error.toString());
    assertTrue(error.message().zh().codePoints().anyMatch(c -> c > 0x4E00), error.toString());
  }

  @Test
  void theValueIsNeverRepeated() {
    FieldError error = error("{\"at\":\"13800000000\"}");
    assertTrue(!error.toString().contains("138"), error.toString());
  }

  @Test
  void invalidUtf8IsNotJson() {
    byte[] body = "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    body[9] = (byte) 0xFF;
    assertThrows(Refusal.Invalid.class, () -> read(new ByteArrayInputStream(body)));
  }

  @Test
  void aBodyWithoutEndIsCutAtItsLimit() {
    InputStream endless =
        new InputStream() {
          private long n;

          @Override
          public int read() {
            return n++ == 0 ? '[' : "1,".charAt((int) (n % 2));
          }
        };
    BoundedBody body = new BoundedBody(TestBodies.of(endless), 1_000_000, () -> 0);
    JsonProvider provider = new JsonProvider(MAPPER);
    assertThrows(Refused.class, () -> read(provider, List.class, body));
  }

  @Test
  void timesAreReadWithAnyOffsetAndWrittenWithTheRegions() throws IOException {
    Input input = read("{\"at\":\"2026-11-22T00:00:00Z\",\"text\":\"a\\u0000b\",\"kind\":null}");
    assertEquals(Instant.parse("2026-11-22T00:00:00Z"), input.at());
    assertEquals("a\0b", input.text(), "the desk judges characters, not the door");
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("at", input.at());
    output.put("none", null);
    assertEquals(
        "{\"at\":\"2026-11-22T08:00:00+08:00\",\"none\":null}", MAPPER.writeValueAsString(output));
  }

  private static FieldError error(String json) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> read(json));
    assertEquals(1, refusal.errors().size());
    return refusal.errors().get(0);
  }

  private static Input read(String json) throws IOException {
    return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Input read(InputStream body) throws IOException {
    return (Input) read(new JsonProvider(MAPPER), Input.class, body);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object read(JsonProvider provider, Class<?> type, InputStream body)
      throws IOException {
    return provider.readFrom(
        (Class) type,
        type,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        body);
  }
}
