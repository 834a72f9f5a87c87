package io.lamplighter.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;

/** What a table keeps as jsonb. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader OBJECT =
      MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

  private Json() {}

  static String write(Map<String, Object> value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, Object> object(String text) {
    try {
      return OBJECT.readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A table of dispatch holds what it did not write", e);
    }
  }
}
