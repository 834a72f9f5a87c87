package io.lamplighter.journal;

import io.lamplighter.api.journal.FactType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a fact's data, as its record says it. What is added later is no mistake. */
final class FactSchema {
  private FactSchema() {}

  static Map<String, Object> of(String type, String says, Class<?> record) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "/api/v1/journal/types/" + type);
    schema.put("title", type);
    schema.put("description", says);
    schema.putAll(object(record));
    return schema;
  }

  private static Map<String, Object> object(Class<?> record) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    collect(record, properties, required);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    return schema;
  }

  private static void collect(
      Class<?> record, Map<String, Object> properties, List<String> required) {
    for (RecordComponent component : record.getRecordComponents()) {
      if (!component.isAnnotationPresent(FactType.Inline.class)) {
        FactType.Name named = component.getAnnotation(FactType.Name.class);
        String name = named == null ? component.getName() : named.value();
        properties.put(name, value(component.getGenericType(), words(component)));
        if (!mayBeMissing(component)) {
          required.add(name);
        }
      } else if (component.getType().isRecord()) {
        collect(component.getType(), properties, required);
      }
    }
  }

  /** Each bundle has its own copy of the annotation, so that it can be seen at all. */
  private static boolean mayBeMissing(RecordComponent component) {
    return Arrays.stream(component.getAnnotatedType().getAnnotations())
        .anyMatch(one -> one.annotationType().getName().equals(Nullable.class.getName()));
  }

  private static List<String> words(AnnotatedElement component) {
    FactType.Words words = component.getAnnotation(FactType.Words.class);
    return words == null
        ? List.of()
        : Arrays.stream(words.value().getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
  }

  private static Map<String, Object> value(Type type, List<String> words) {
    if (type instanceof ParameterizedType many) {
      Type[] of = many.getActualTypeArguments();
      return many.getRawType() == List.class
          ? Map.of("type", "array", "items", value(of[0], words))
          : Map.of("type", "object", "additionalProperties", value(of[1], words));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return object(plain);
    }
    if (plain == String.class) {
      return words.isEmpty() ? Map.of("type", "string") : Map.of("type", "string", "enum", words);
    }
    if (plain == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (plain == Number.class) {
      return Map.of("type", "number");
    }
    return plain == Object.class ? Map.of() : Map.of("type", "integer");
  }
}
