package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows (data: {@code measures.csv}).
 *
 * @param level that has it by itself; null when none does
 */
record Measure(String word, @Nullable Integer level, Text name) {
  static final String COLUMNS = "measure,level,zh,en";

  /** By their words. */
  static Map<String, Measure> load(@Nullable Path own) {
    return of(DataFile.load(own, Measure.class, "/accountability/measures.csv", COLUMNS));
  }

  static Map<String, Measure> of(DataFile file) {
    Map<String, Measure> all = new LinkedHashMap<>();
    Map<Integer, String> levels = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      String word = line.word(0);
      Integer level =
          line.field(1).equals("-") ? null : line.number(1, Levels.NOTHING, Levels.LIGHTEST);
      if (all.put(word, new Measure(word, level, new Text(line.field(3), line.field(2)))) != null) {
        throw line.wrong("'" + word + "' stands here twice");
      }
      if (level != null && levels.put(level, word) != null) {
        throw line.wrong("level " + level + " has another measure already");
      }
    }
    for (int level = Levels.NOTHING; level <= Levels.LIGHTEST; level++) {
      if (!levels.containsKey(level)) {
        throw new IllegalArgumentException(file.name() + ": level " + level + " has no measure");
      }
    }
    return all;
  }
}
