package io.lamplighter.visits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;

/** What is kept as JSON, as text and back. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader TEXTS =
      MAPPER.readerFor(new TypeReference<Map<String, String>>() {});

  private Json() {}

  static String write(Map<String, String> texts) {
    try {
      return MAPPER.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, String> texts(String written) {
    try {
      return TEXTS.readValue(written);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The table of visits holds what they did not write", e);
    }
  }
}
