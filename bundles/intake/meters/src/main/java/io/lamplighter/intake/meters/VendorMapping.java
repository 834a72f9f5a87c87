package io.lamplighter.intake.meters;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.mqtt.TopicPattern;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a vendor's messages have what.
 *
 * @param events where the list of events is, or the one event; empty for the message itself
 * @param zone of times that name none
 * @param codes our code of each of the vendor's words; a word that is not here is taken for a code
 * @param records words whose record is an ERC14 in hexadecimal digits
 * @param ignored words that are no events, measurements for one
 */
record VendorMapping(
    TopicPattern topic,
    JsonPointer events,
    @Nullable Field id,
    Field meter,
    Field code,
    Field at,
    Field record,
    WrittenTime time,
    Supplier<ZoneId> zone,
    Map<String, String> codes,
    Set<String> records,
    Set<String> ignored) {
  static final String LOST = "3.26.9.185";
  static final String RESTORED = "3.26.9.216";

  private static final String OF_MESSAGE = "message:";

  /** A place in the event, {@code /key}, or in the message around it, {@code message:/key}. */
  record Field(boolean ofMessage, JsonPointer place) {
    /**
     * @throws IllegalArgumentException when it is no JSON pointer
     */
    static Field of(String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("names no place");
      }
      return text.startsWith(OF_MESSAGE)
          ? new Field(true, JsonPointer.compile(text.substring(OF_MESSAGE.length())))
          : new Field(false, JsonPointer.compile(text));
    }

    String text(JsonNode message, JsonNode event, String otherwise) throws Unreadable {
      JsonNode value = (ofMessage ? message : event).at(place);
      Unreadable.unless(value.isTextual() || value.isNumber(), otherwise);
      return value.asText();
    }
  }
}
