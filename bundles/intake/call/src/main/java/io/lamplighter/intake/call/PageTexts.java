package io.lamplighter.intake.call;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFile.Line;
import io.lamplighter.kit.data.DataFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** What duty officers are told of a call on each line (data: pages.csv). */
final class PageTexts {
  private static final String COLUMNS = "line,zh,en";
  private static final String NUMBER = "{no}";
  private static final Pattern NAME = Pattern.compile("\\{[^}]*}");

  private final Map<String, Text> words = new HashMap<>();

  private PageTexts(DataFile file) {
    for (Line line : file.lines()) {
      for (int column = 1; column <= 2; column++) {
        Matcher name = NAME.matcher(line.field(column));
        while (name.find()) {
          if (!name.group().equals(NUMBER)) {
            throw line.wrong("there is no " + name.group());
          }
        }
      }
      if (words.put(line.field(0), new Text(line.field(2), line.field(1))) != null) {
        throw line.wrong(line.field(0) + " is there twice");
      }
    }
  }

  static PageTexts of(BundleContext context) {
    return load(DataFolder.of(context).own("call"));
  }

  /**
   * @param own the folder of the company's own files
   */
  static PageTexts load(@Nullable Path own) {
    return new PageTexts(DataFile.load(own, PageTexts.class, "/pages.csv", COLUMNS));
  }

  static PageTexts parse(String name, String text) {
    return new PageTexts(DataFile.parse(name, text, COLUMNS));
  }

  /** Null for a line of which nobody is told. */
  @Nullable Text of(String line, String requestNo) {
    Text text = words.get(line);
    return text == null
        ? null
        : new Text(text.en().replace(NUMBER, requestNo), text.zh().replace(NUMBER, requestNo));
  }
}
