package io.lamplighter.clocks;

import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.clocks.Happening.Condition;
import io.lamplighter.kit.data.DataFile.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the entries that rules wait for are written by anybody, with the fields and words they
 * ask for. A rule that names a later part may wait for what is not there yet.
 */
final class TypeCheck {
  private final FactTypes types;

  TypeCheck(FactTypes types) {
    this.types = types;
  }

  /**
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  void check(Map<Rule, Line> rules) {
    rules.forEach(
        (rule, line) -> {
          List<Happening> all = new ArrayList<>(rule.starts());
          all.addAll(rule.ends());
          all.addAll(rule.cancels());
          for (Happening one : all) {
            mistake(one, rule.part())
                .ifPresent(
                    mistake -> {
                      throw line.wrong(mistake);
                    });
          }
        });
  }

  private Optional<String> mistake(Happening happening, @Nullable String part) {
    Optional<FactTypes.Type> type = types.find(happening.type());
    if (type.isEmpty()) {
      String unknown =
          types
              .mistake(happening.type())
              .orElse(
                  "nobody writes entries " + happening.type() + "; a later part's stands in part");
      return part == null ? Optional.of(unknown) : Optional.empty();
    }
    for (Condition condition : happening.conditions()) {
      Optional<String> mistake = mistake(condition, type.get().schema());
      if (mistake.isPresent()) {
        return mistake.map(why -> happening.type() + " " + why);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mistake(Condition condition, Map<String, Object> schema) {
    Map<?, ?> at = schema;
    for (String name : condition.field().split("\\.")) {
      if (at.get("additionalProperties") instanceof Map<?, ?> any) {
        at = any;
      } else if (at.get("properties") instanceof Map<?, ?> fields) {
        if (!(fields.get(name) instanceof Map<?, ?> field)) {
          return Optional.of("has no field " + condition.field());
        }
        at = field;
      } else if (at.isEmpty()) {
        return Optional.empty();
      } else {
        return Optional.of("has no field " + condition.field());
      }
    }
    if (at.get("enum") instanceof List<?> known && !known.containsAll(condition.words())) {
      TreeSet<String> wrong = new TreeSet<>(condition.words());
      known.forEach(word -> wrong.remove(word.toString()));
      return Optional.of(condition.field() + " is never " + String.join(", ", wrong));
    }
    return Optional.empty();
  }
}
