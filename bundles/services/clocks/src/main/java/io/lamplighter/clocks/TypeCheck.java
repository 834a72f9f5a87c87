package io.lamplighter.clocks;

import io.lamplighter.api.Text;
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
                      throw line.wrong(mistake.en(), mistake.zh());
                    });
          }
        });
  }

  private Optional<Text> mistake(Happening happening, @Nullable String part) {
    Optional<FactTypes.Type> type = types.find(happening.type());
    if (type.isEmpty()) {
      return part == null ? Optional.of(unknown(happening.type())) : Optional.empty();
    }
    for (Condition condition : happening.conditions()) {
      Optional<Text> mistake = mistake(condition, type.get().schema());
      if (mistake.isPresent()) {
        return mistake.map(
            why -> new Text(happening.type() + " " + why.en(), happening.type() + " " + why.zh()));
      }
    }
    return Optional.empty();
  }

  private Text unknown(String type) {
    return types
        .mistake(type)
        .map(why -> new Text(why, "条目类型 " + type + " 的声明有误：" + why))
        .orElseGet(
            () ->
                new Text(
                    "no part here writes entries " + type + "; name a later one in part",
                    "现有部件都不产生条目 " + type + "；属后续部件的请在 part 中注明"));
  }

  private static Optional<Text> mistake(Condition condition, Map<String, Object> schema) {
    Map<?, ?> at = schema;
    for (String name : condition.field().split("\\.")) {
      if (at.get("additionalProperties") instanceof Map<?, ?> any) {
        at = any;
      } else if (at.get("properties") instanceof Map<?, ?> fields) {
        if (!(fields.get(name) instanceof Map<?, ?> field)) {
          return Optional.of(noField(condition));
        }
        at = field;
      } else if (at.isEmpty()) {
        return Optional.empty();
      } else {
        return Optional.of(noField(condition));
      }
    }
    if (at.get("enum") instanceof List<?> known && !known.containsAll(condition.words())) {
      TreeSet<String> wrong = new TreeSet<>(condition.words());
      known.forEach(word -> wrong.remove(word.toString()));
      String all = String.join(", ", wrong);
      return Optional.of(
          new Text(condition.field() + " is never " + all, condition.field() + " 不会取值 " + all));
    }
    return Optional.empty();
  }

  private static Text noField(Condition condition) {
    return new Text("has no field " + condition.field(), "没有字段 " + condition.field());
  }
}
