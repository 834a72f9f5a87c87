package io.lamplighter.learning;

import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which parts of people's texts may stand in a model: those that the model that ships has, and
 * those that at least five different people have written and that have no digit. So no name, phone
 * or address gets into one. Who has neither phone nor customer number is nobody in particular: all
 * of them together are one.
 */
final class NewParts implements Predicate<String> {
  /** So many different people must have written it. */
  static final int PEOPLE = 5;

  private static final String NOBODY = "";

  private final Set<String> shipped;
  private final Set<String> allowed = new HashSet<>();

  /**
   * @param shipped parts of the model that ships
   */
  NewParts(Set<String> shipped, List<OwnText> own, NormalForm form, Danger rules) {
    this.shipped = shipped;
    Map<String, Set<String>> writers = new HashMap<>();
    for (OwnText text : own) {
      String plain = form.of(text.text());
      String who = Objects.requireNonNullElse(text.who(), NOBODY);
      for (String part : parts(plain, rules)) {
        if (!shipped.contains(part) && part.codePoints().noneMatch(Character::isDigit)) {
          writers.computeIfAbsent(part, p -> new HashSet<>()).add(who);
        }
      }
    }
    writers.forEach(
        (part, people) -> {
          if (people.size() >= PEOPLE) {
            allowed.add(part);
          }
        });
  }

  private static Collection<String> parts(String plain, Danger rules) {
    return Triage.parts(plain, rules.in(plain));
  }

  @Override
  public boolean test(String part) {
    return shipped.contains(part) || allowed.contains(part);
  }

  int count() {
    return allowed.size();
  }
}
