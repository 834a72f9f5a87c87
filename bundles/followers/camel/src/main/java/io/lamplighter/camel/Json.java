package io.lamplighter.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as maps, lists and plain values; bounded, since it may come from outside. */
final class Json {
  private static final int MAX_DEPTH = 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
  }

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a value for JSON", e);
    }
  }

  /** What we wrote ourselves. */
  static Map<String, Object> map(String json) {
    try {
      return read(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, Object> read(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, MAP);
  }
}
