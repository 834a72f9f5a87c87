package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.desk.MoveField.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked data of a move.
 *
 * @param values by field name, each in its own type
 * @param words the free texts among them, which stay with the desk
 */
record MoveData(Map<String, Object> values, Map<String, String> words) {

  /**
   * @throws Refusal.Invalid naming every field that is missing, wrong or not known
   */
  static MoveData check(MoveTable.Row row, Map<String, Object> given) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, Object> left = new TreeMap<>(given);
    for (MoveField field : row.fields()) {
      Object written = left.remove(field.name());
      if (written == null) {
        if (field.required()) {
          errors.add(FieldError.of(field.pointer(), "is needed", "必填"));
        }
        continue;
      }
      Object value = field.read(written, errors);
      if (value != null) {
        values.put(field.name(), value);
        if (field.form() == Form.WORDS) {
          words.put(field.name(), value.toString());
        }
      }
    }
    for (String unknown : left.keySet()) {
      String pointer = "/" + unknown.replace("~", "~0").replace("/", "~1");
      errors.add(FieldError.of(pointer, "is not known for this move", "该操作没有此字段"));
    }
    if (values.get("from") instanceof Instant from
        && values.get("to") instanceof Instant to
        && !from.isBefore(to)) {
      errors.add(FieldError.of("/to", "must be after from", "须晚于开始时间"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return new MoveData(values, words);
  }

  @Nullable String text(String name) {
    return (String) values.get(name);
  }

  @Nullable Long number(String name) {
    return (Long) values.get(name);
  }

  @Nullable Instant time(String name) {
    return (Instant) values.get(name);
  }

  @Nullable RequestKind kind() {
    return (RequestKind) values.get("kind");
  }

  /** The codes and times, as they may stand in the journal. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof RequestKind kind) {
            details.put(name, kind.wire());
          } else if (!words.containsKey(name)) {
            details.put(
                name, value instanceof Long || value instanceof List ? value : value.toString());
          }
        });
    return details;
  }
}
