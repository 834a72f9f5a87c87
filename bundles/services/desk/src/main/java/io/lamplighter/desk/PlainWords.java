package io.lamplighter.desk;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form in which words are compared: one width, one case, simplified characters, no blanks
 * between Chinese ones.
 */
final class PlainWords {
  private static final String COLUMNS = "characters,plain";
  private static final Pattern HAN_BLANK = Pattern.compile("(?<=\\p{IsHan})\\s+(?=\\p{IsHan})");

  private final Map<Integer, Integer> plain = new HashMap<>();

  /**
   * @param ownFiles where a company's own table may lie
   */
  static PlainWords load(@Nullable Path ownFiles) {
    return new PlainWords(
        DataFile.load(ownFiles, PlainWords.class, "/triage/characters.csv", COLUMNS));
  }

  PlainWords(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      int[] from = line.field(0).codePoints().toArray();
      int[] to = line.field(1).codePoints().toArray();
      if (from.length != to.length) {
        throw line.wrong("each character needs one beside it");
      }
      for (int i = 0; i < from.length; i++) {
        plain.put(from[i], to[i]);
      }
    }
  }

  String of(String text) {
    StringBuilder words = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .codePoints()
        .forEach(c -> words.appendCodePoint(plain.getOrDefault(c, c)));
    return HAN_BLANK.matcher(words).replaceAll("");
  }
}
