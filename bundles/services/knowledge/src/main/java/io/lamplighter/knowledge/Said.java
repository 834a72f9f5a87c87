package io.lamplighter.knowledge;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.knowledge.Stock.Lesson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which words people ask for the articles that ship: sentences of many hands, learned from as
 * from what editors say. They follow an article through all its editions.
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

  /**
   * Those of the articles that the house has laid.
   *
   * @param laid their Chinese titles as they were laid, by number
   */
  List<Lesson> of(Map<String, String> laid) {
    List<Lesson> lessons = new ArrayList<>();
    laid.forEach(
        (no, title) ->
            byTitle
                .getOrDefault(title, List.of())
                .forEach(asked -> lessons.add(new Lesson(asked, no, ""))));
    return lessons;
  }
}
