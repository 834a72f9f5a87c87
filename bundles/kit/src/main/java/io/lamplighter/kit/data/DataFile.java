package io.lamplighter.kit.data;

import io.lamplighter.api.Text;
import io.lamplighter.kit.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table that a company may edit: comma-separated without quotes, no field blank, commas in
 * the last column only, {@code #} comments, the first line the column names. The company's own file
 * takes the place of the shipped one.
 *
 * @param name what mistakes are told with: the path of an own file, the shipped one's name
 */
public record DataFile(String name, List<Line> lines) {

  /** One line, with its number for people who look for a mistake. */
  public record Line(String file, int number, List<String> fields) {
    public String field(int index) {
      return fields.get(index);
    }

    /**
     * @throws IllegalArgumentException naming file and line when it is no word of small letters,
     *     digits and dashes
     */
    public String word(int index) {
      String word = field(index);
      if (!word.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw wrong(
            "'" + word + "' is no word of letters, digits and dashes",
            "“" + word + "”须由小写字母、数字和连字符组成");
      }
      return word;
    }

    /**
     * @throws IllegalArgumentException naming file and line when it is none from {@code min} to
     *     {@code max}
     */
    public int number(int index, int min, int max) {
      try {
        int value = Integer.parseInt(field(index));
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // the same complaint as for a number out of range
      }
      throw wrong(
          "'" + field(index) + "' is not a number from " + min + " to " + max,
          "“" + field(index) + "”须为 " + min + " 至 " + max + " 的整数");
    }

    /** The complaint about this line, to be thrown; of a file that only its operator hears of. */
    public Mistake wrong(String why) {
      return wrong(why, why);
    }

    /** The complaint about this line, to be thrown, for whoever sent the table. */
    public Mistake wrong(String en, String zh) {
      return new Mistake(file + " line " + number, number, new Text(en, zh));
    }
  }

  /** The complaint about all of it, to be thrown. */
  public Mistake wrong(String en, String zh) {
    return new Mistake(name, 0, new Text(en, zh));
  }

  /** A complaint about a line, or about all of them. */
  public static final class Mistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final transient Text why;

    private Mistake(String where, int line, Text why) {
      super(where + ": " + why.en());
      this.line = line;
      this.why = why;
    }

    /** Its number; 0 for all. */
    public int line() {
      return line;
    }

    /** What is wrong, without where. */
    public Text why() {
      return why;
    }
  }

  /**
   * @param own folder of the company's own files, null for none
   * @param home a class of the bundle that ships the table
   * @param shipped where it ships it, {@code /triage/treatment.csv}
   * @param columns the names, separated by commas
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public static DataFile load(@Nullable Path own, Class<?> home, String shipped, String columns) {
    Written written = written(own, home, shipped);
    return parse(written.name(), written.text(), columns);
  }

  /**
   * A table as it lies there.
   *
   * @param name what mistakes are told with
   */
  public record Written(String name, String text) {}

  /** As {@link #load}, unread. */
  public static Written written(@Nullable Path own, Class<?> home, String shipped) {
    String name = shipped.substring(shipped.lastIndexOf('/') + 1);
    Path file = own == null ? null : own.resolve(name);
    try {
      if (file != null && Files.exists(file)) {
        return new Written(file.toString(), Utf8.text(Files.newInputStream(file)));
      }
      try (InputStream in = home.getResourceAsStream(shipped)) {
        if (in == null) {
          throw new IllegalStateException("The bundle has no " + shipped);
        }
        return new Written(name, Utf8.text(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException naming file and line of the first mistake; a table without a
   *     line is one
   */
  public static DataFile parse(String name, String text, String columns) {
    List<Line> lines = new ArrayList<>();
    boolean headed = false;
    int width = columns.split(",", -1).length;
    int number = 0;
    for (String written : text.split("\r?\n", -1)) {
      number++;
      String line = (number == 1 ? written.replaceFirst("^\uFEFF", "") : written).strip();
      if (Utf8.malformedAt(line) >= 0) {
        throw new Line(name, number, List.of()).wrong("is not UTF-8 text", "不是 UTF-8 文本");
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> fields = Arrays.stream(line.split(",", width)).map(String::strip).toList();
      Line next = new Line(name, number, fields);
      if (!headed) {
        if (!line.equals(columns)) {
          throw next.wrong("the first line must be " + columns, "首行须为 " + columns);
        }
        headed = true;
      } else if (fields.size() != width || fields.contains("")) {
        throw next.wrong("needs " + columns, "须填齐各列 " + columns);
      } else {
        lines.add(next);
      }
    }
    DataFile file = new DataFile(name, List.copyOf(lines));
    if (lines.isEmpty()) {
      throw file.wrong("has no line below " + columns, "表头 " + columns + " 之下没有内容");
    }
    return file;
  }
}
