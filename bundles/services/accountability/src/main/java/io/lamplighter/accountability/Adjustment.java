package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What raises or lowers a level (data: {@code adjustments.csv}).
 *
 * @param graver by so many levels; negative: lighter
 * @param days for {@value #REPEATED}: within so many; 0 for the others, which people name
 */
record Adjustment(String word, int graver, int days, Text name) {
  static final String COLUMNS = "word,effect,levels,days,zh,en";

  /** The one that the house finds by itself. */
  static final String REPEATED = "repeated";

  private static final int LONGEST = 3650;

  /** By their words. */
  static Map<String, Adjustment> load(@Nullable Path own) {
    return of(DataFile.load(own, Adjustment.class, "/accountability/adjustments.csv", COLUMNS));
  }

  static Map<String, Adjustment> of(DataFile file) {
    Map<String, Adjustment> all = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      String word = line.word(0);
      boolean repeated = word.equals(REPEATED);
      if (!line.field(1).equals(repeated ? "raises" : "lowers")) {
        throw line.wrong("effect is lowers, and raises for repeated, not '" + line.field(1) + "'");
      }
      if (!repeated && !line.field(3).equals("-")) {
        throw line.wrong("days are for repeated only, - for '" + word + "'");
      }
      int levels = line.number(2, 0, Levels.LIGHTEST - 1);
      int days = repeated ? line.number(3, 1, LONGEST) : 0;
      Text name = new Text(line.field(5), line.field(4));
      if (all.put(word, new Adjustment(word, repeated ? levels : -levels, days, name)) != null) {
        throw line.wrong("'" + word + "' stands here twice");
      }
    }
    return all;
  }
}
