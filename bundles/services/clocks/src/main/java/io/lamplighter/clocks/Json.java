package io.lamplighter.clocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept as JSON, as text and back. */
final class Json {
  static final String EMPTY_LIST = "[]";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader OBJECT =
      MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
  private static final ObjectReader LIST =
      MAPPER.readerFor(new TypeReference<List<Map<String, Object>>>() {});

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, Object> object(String text) {
    return read(OBJECT, text);
  }

  /**
   * As {@link #object}, but not read before somebody looks at it: of much that is kept nobody does.
   */
  static Map<String, Object> later(String text) {
    return new Unread(text);
  }

  private static final class Unread extends AbstractMap<String, Object> {
    private final String text;
    private @Nullable Map<String, Object> read;

    Unread(String text) {
      this.text = text;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return read().entrySet();
    }

    @Override
    public @Nullable Object get(Object name) {
      return read().get(name);
    }

    private Map<String, Object> read() {
      if (read == null) {
        read = object(text);
      }
      return read;
    }
  }

  static List<Map<String, Object>> list(String text) {
    return text.equals(EMPTY_LIST) ? List.of() : read(LIST, text);
  }

  private static <T> T read(ObjectReader reader, String text) {
    try {
      return reader.readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A table of the clocks holds what they did not write", e);
    }
  }
}
