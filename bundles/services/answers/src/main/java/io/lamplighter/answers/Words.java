package io.lamplighter.answers;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFile.Line;
import io.lamplighter.kit.text.Names;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What enquirers are told, in Chinese and English (data: {@code words.csv}). */
final class Words {
  private static final String FILE = "/answers/words.csv";
  private static final String COLUMNS = "key,zh,en";

  private final Map<String, Text> words = new HashMap<>();

  /**
   * @param own folder of the company's own table, which changes the words that it names; null for
   *     none
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Words load(@Nullable Path own) {
    Words words = new Words();
    DataFile shipped = DataFile.load(null, Words.class, FILE, COLUMNS);
    shipped.lines().forEach(words::put);
    DataFile used = DataFile.load(own, Words.class, FILE, COLUMNS);
    for (Line line : used.lines()) {
      if (!words.words.containsKey(line.field(0))) {
        throw line.wrong("there are no words '" + line.field(0) + "'");
      }
      words.put(line);
    }
    return words;
  }

  private void put(Line line) {
    words.put(line.field(0), new Text(line.field(2), line.field(1)));
  }

  Text of(String key) {
    Text text = words.get(key);
    if (text == null) {
      throw new IllegalArgumentException("There are no words '" + key + "'");
    }
    return text;
  }

  /**
   * In the language in which he wrote, with what stands for each name.
   *
   * @param asked his own words
   */
  String of(String key, String asked, Map<String, String> values) {
    return Names.fill(of(key).asWritten(asked), values::get);
  }
}
