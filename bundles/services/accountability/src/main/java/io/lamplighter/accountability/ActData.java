package io.lamplighter.accountability;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.faults.FieldFaults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checked data of an act.
 *
 * @param values by field name, each in its own type
 */
record ActData(Map<String, Object> values) {
  /**
   * @throws Refusal.Invalid naming every field that is missing, wrong or not known
   */
  static ActData check(ActTable.Row row, Map<String, Object> given, Library library) {
    FieldFaults faults = FieldFaults.ofKept();
    Map<String, Object> values = new HashMap<>();
    TreeSet<String> left = new TreeSet<>(given.keySet());
    for (ActField field : row.fields()) {
      left.remove(field.name());
      Object value = field.read(given.get(field.name()), library, faults);
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    for (String unknown : left) {
      faults.add(
          "/" + unknown.replace("~", "~0").replace("/", "~1"),
          "is not known for this act",
          "该操作没有此字段");
    }
    faults.refuseIfAny();
    return new ActData(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Of a field that is needed. */
  String text(String name) {
    return (String) Objects.requireNonNull(values.get(name));
  }

  @Nullable String maybeText(String name) {
    return (String) values.get(name);
  }

  @Nullable Integer maybeNumber(String name) {
    return (Integer) values.get(name);
  }

  boolean is(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  List<String> words(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }
}
