package io.lamplighter.knowledge;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.knowledge.Stock.Lesson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which words people ask for the articles that ship: sentences of many hands, learned from as
 * from what editors say. They follow an article through all its editions, and are gone with it.
 */
final class Said {
  private final Map<String, List<String>> byTitle = new HashMap<>();

  private Said() {}

  /**
   * @throws IllegalArgumentException naming file and line of a mistake
   */
  static Said load() {
    Said said = new Said();
    for (DataFile.Line line :
        DataFile.load(null, Said.class, "/knowledge/said.csv", "title,asked").lines()) {
      said.byTitle.computeIfAbsent(line.field(0), title -> new ArrayList<>()).add(line.field(1));
    }
    return said;
  }

  /** Those of the articles among these that the house has laid, which the title tells. */
  List<Lesson> of(Collection<Edition> editions) {
    Map<String, List<String>> its = new LinkedHashMap<>();
    for (Edition edition : editions) {
      List<String> all = byTitle.get(edition.says().title().zh());
      if (all != null && edition.writers().equals(List.of(Shipped.HOUSE))) {
        its.put(edition.no(), all);
      }
    }
    List<Lesson> lessons = new ArrayList<>();
    its.forEach((no, all) -> all.forEach(asked -> lessons.add(new Lesson(asked, no, ""))));
    return lessons;
  }
}
