package io.lamplighter.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a method answers with, when that is a record, a page of records, or one with its version.
 *
 * @param fields as they are written
 */
record Shape(boolean page, Set<String> fields) {
  private static final Set<String> AROUND =
      Set.of("io.lamplighter.api.Page", "io.lamplighter.api.door.Versioned");

  static Optional<Shape> of(JavaMethod method) {
    JavaType type = method.getReturnType();
    boolean page = false;
    if (type instanceof JavaParameterizedType around
        && AROUND.contains(around.toErasure().getName())) {
      page = around.toErasure().getSimpleName().equals("Page");
      type = around.getActualTypeArguments().get(0);
    }
    JavaClass shown = type.toErasure();
    return shown.isRecord() ? Optional.of(new Shape(page, fields(shown))) : Optional.empty();
  }

  /** A field whose name Java keeps for itself is called {@code customerClass} there. */
  private static Set<String> fields(JavaClass record) {
    return record.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .map(field -> field.getName().endsWith("Class") ? "class" : field.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What the description says otherwise. All fields are there: nulls are written too.
   *
   * @param answer the schema of the whole answer
   */
  List<String> breaches(String address, JsonNode answer, JsonNode whole) {
    JsonNode list = Fragment.resolved(answer, whole);
    JsonNode schema = page ? Fragment.resolved(Fragment.ofItems(list), whole) : list;
    Set<String> described = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(described::add);
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    return fields.equals(described) && fields.equals(required)
        ? List.of()
        : List.of(
            "%s answers %s, the schema says %s, of them always there %s"
                .formatted(address, fields, described, required));
  }
}
