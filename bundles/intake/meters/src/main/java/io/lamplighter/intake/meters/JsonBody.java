package io.lamplighter.intake.meters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.kit.text.Writing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON of a message, read strictly and within limits. */
final class JsonBody {
  private static final int LONGEST_TEXT = 4096;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonBody() {}

  /**
   * @throws Unreadable {@code too-large}, {@code not-utf-8}, {@code not-json} or {@code
   *     not-an-object}
   */
  static JsonNode object(byte[] payload) throws Unreadable {
    Unreadable.unless(payload.length <= MessageParser.LARGEST, "too-large");
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      JsonNode body = JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
      Unreadable.unless(body.isObject(), "not-an-object");
      return body;
    } catch (CharacterCodingException e) {
      throw new Unreadable("not-utf-8");
    } catch (JsonProcessingException e) {
      throw new Unreadable("not-json");
    }
  }

  static String text(JsonNode object, String field, String otherwise) throws Unreadable {
    JsonNode value = object.path(field);
    Unreadable.unless(value.isTextual(), otherwise);
    return value.asText();
  }

  /** What a vendor adds to an event, as it is kept: JSON text, null for nothing. */
  static @Nullable String details(JsonNode details) throws Unreadable {
    if (details.isMissingNode() || details.isNull() || details.isEmpty() && details.isObject()) {
      return null;
    }
    Unreadable.unless(details.isObject(), "bad-details");
    String text = details.toString();
    // PostgreSQL's jsonb knows neither a zero character nor half of one.
    Unreadable.unless(
        text.length() <= LONGEST_TEXT && !text.contains("\\u0000") && Writing.isLine(text),
        "bad-details");
    return text;
  }
}
