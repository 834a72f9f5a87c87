package io.lamplighter.indices;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** An entry's data as JSON: texts without quotes in them, numbers, truths, maps and lists. */
final class JsonText {
  private JsonText() {}

  static String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(one -> '"' + one.getKey().toString() + "\":" + of(one.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }
}
