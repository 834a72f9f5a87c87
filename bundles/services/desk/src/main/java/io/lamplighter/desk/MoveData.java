package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestFact.Resolved.Effort;
import io.lamplighter.api.desk.RequestFact.Resolved.Material;
import io.lamplighter.api.desk.RequestFact.Triaged.Judgement;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.desk.MoveField.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked data of a move.
 *
 * @param values by field name, each in its own type
 * @param words the free texts among them, which stay with the desk
 */
record MoveData(Map<String, Object> values, Map<String, String> words) {
  private static final Judgement NO_JUDGEMENT = new Judgement(null, null, null, null, null);

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

  /** What a triage says in the journal; null when there is nothing to say. */
  @Nullable Judgement judgement() {
    RequestKind kind = kind();
    Judgement judgement =
        new Judgement(
            kind == null ? null : kind.wire(),
            number("priority"),
            text("cell"),
            text("holder"),
            null);
    return judgement.equals(NO_JUDGEMENT) ? null : judgement;
  }

  /** What a resolution says in the journal; null when there is nothing to say. */
  @Nullable Effort effort() {
    Long minutes = number("labourMinutes");
    List<Material> materials =
        values.get("materials") instanceof List<?> list
            ? list.stream().map(MoveData::material).toList()
            : null;
    return minutes == null && materials == null ? null : new Effort(minutes, materials);
  }

  private static Material material(Object item) {
    Map<?, ?> given = (Map<?, ?>) item;
    return new Material(
        String.valueOf(given.get("code")), (Number) Objects.requireNonNull(given.get("quantity")));
  }
}
