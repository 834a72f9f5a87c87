package io.lamplighter.systems;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.text.Utf8;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Bodies as JSON. */
final class Json {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_TEXT = 1_000_000;

  /** A body of nothing but brackets makes a tree many times its size. */
  private static final int MAX_TOKENS = 1_000_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private Json() {}

  /**
   * What a message's body says: a stream, bytes or text is read, a Map or List taken as it is.
   *
   * @throws Refusal.Invalid when it is no JSON, or longer than {@value #MAX_BYTES} bytes
   */
  static JsonNode tree(Message message) {
    Object body = message.getBody();
    if (body instanceof Map<?, ?> || body instanceof Iterable<?>) {
      return MAPPER.valueToTree(body);
    }
    try (InputStream in = message.getBody(InputStream.class)) {
      if (in == null) {
        throw new Refusal.Invalid("", "There is no body", "没有内容");
      }
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new Refusal.Invalid("", "is longer than 16 MiB", "超过 16 MiB");
      }
      return MAPPER.readTree(Utf8.strict(new ByteArrayInputStream(bytes)));
    } catch (JacksonException e) {
      String why = e.getOriginalMessage() + ", line " + e.getLocation().getLineNr();
      throw new Refusal.Invalid("", "is no JSON: " + why, "不是 JSON：" + why);
    } catch (CharConversionException e) {
      throw new Refusal.Invalid(
          "", String.valueOf(e.getMessage()), "不是 UTF-8 文本：" + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }

  static JsonNode node(@Nullable Object plain) {
    return MAPPER.valueToTree(plain);
  }

  static Map<String, Object> map(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON object", e);
    }
  }

  static String text(@Nullable Object plain) {
    try {
      return MAPPER.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON", e);
    }
  }

  static byte[] bytes(@Nullable Object plain) {
    return text(plain).getBytes(StandardCharsets.UTF_8);
  }
}
