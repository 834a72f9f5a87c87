package io.lamplighter.intake.meters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Region;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code meters/{region}/{concentrator}/events} as INTERFACES has it. A message that cannot
 * be read is set aside as a whole; of a message that can, only the events that cannot.
 */
final class MessageParser {
  static final int LARGEST = 256 * 1024;
  static final int MOST_EVENTS = 1000;
  private static final int LONGEST_DETAILS = 4096;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cn}\\p{Cs}/+#]{1,100}");
  private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}\\p{Cn}\\p{Cs}]{1,128}");
  private static final Pattern METER = Pattern.compile("[A-Za-z0-9-]{1,32}");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(LONGEST_DETAILS)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Codes codes;
  private final Plausible times;

  MessageParser(Codes codes, Plausible times) {
    this.codes = codes;
    this.times = times;
  }

  Parsed parse(Incoming message) {
    try {
      return events(message);
    } catch (Unreadable e) {
      SetAside whole = new SetAside(message.topic(), "", e.causeWord(), message.payload());
      return new Parsed(List.of(), List.of(whole));
    }
  }

  private Parsed events(Incoming message) throws Unreadable {
    String[] levels = message.topic().split("/", -1);
    if (levels.length != 4
        || levels[1].isEmpty()
        || !Region.isCode(levels[1])
        || !NAME.matcher(levels[2]).matches()) {
      throw new Unreadable("bad-topic");
    }
    JsonNode body = json(message.payload());
    String id = text(body, "id", "no-id");
    require(ID.matcher(id).matches(), "bad-id");
    JsonNode list = body.path("events");
    require(list.isArray() && !list.isEmpty(), "no-events");
    require(list.size() <= MOST_EVENTS, "too-many-events");
    List<MeterEvent> events = new ArrayList<>(list.size());
    List<SetAside> setAside = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        events.add(event(levels[1], levels[2], id, list.get(i)));
      } catch (Unreadable e) {
        byte[] part = list.get(i).toString().getBytes(StandardCharsets.UTF_8);
        setAside.add(new SetAside(message.topic(), "/events/" + i, e.causeWord(), part));
      }
    }
    return new Parsed(events, setAside);
  }

  private MeterEvent event(String region, String concentrator, String id, JsonNode event)
      throws Unreadable {
    require(event.isObject(), "not-an-event");
    String meter = text(event, "meter", "no-meter");
    require(METER.matcher(meter).matches(), "bad-meter");
    Codes.Code code = codes.of(text(event, "code", "no-code"));
    if (code == null) {
      throw new Unreadable("unknown-code");
    }
    return new MeterEvent(
        region,
        concentrator,
        id,
        meter,
        code,
        times.time(text(event, "at", "no-time")),
        details(event.path("details")));
  }

  private static @Nullable String details(JsonNode details) throws Unreadable {
    if (details.isMissingNode() || details.isNull() || details.isEmpty() && details.isObject()) {
      return null;
    }
    require(details.isObject(), "bad-details");
    String text = details.toString();
    // PostgreSQL's jsonb knows no zero character.
    require(text.length() <= LONGEST_DETAILS && !text.contains("\\u0000"), "bad-details");
    return text;
  }

  private static JsonNode json(byte[] payload) throws Unreadable {
    require(payload.length <= LARGEST, "too-large");
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      JsonNode body = JSON.readTree(text);
      require(body.isObject(), "not-an-object");
      return body;
    } catch (CharacterCodingException e) {
      throw new Unreadable("not-utf-8");
    } catch (JsonProcessingException e) {
      throw new Unreadable("not-json");
    }
  }

  private static String text(JsonNode object, String field, String otherwise) throws Unreadable {
    JsonNode value = object.path(field);
    require(value.isTextual(), otherwise);
    return value.asText();
  }

  private static void require(boolean met, String otherwise) throws Unreadable {
    if (!met) {
      throw new Unreadable(otherwise);
    }
  }
}
