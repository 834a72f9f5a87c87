package io.lamplighter.kit.data;

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
        throw wrong("'" + word + "' is no word of letters, digits and dashes");
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
      throw wrong("'" + field(index) + "' is not a number from " + min + " to " + max);
    }

    /** The complaint about this line, to be thrown. */
    public Mistake wrong(String why) {
      return new Mistake(this, why);
    }
  }

  /** A complaint about a line. */
  public static final class Mistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int line;

    private Mistake(Line line, String why) {
      super(line.file() + " line " + line.number() + ": " + why);
      this.line = line.number();
    }

    /** Its number. */
    public int line() {
      return line;
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
    String name = shipped.substring(shipped.lastIndexOf('/') + 1);
    Path file = own == null ? null : own.resolve(name);
    try {
      if (file != null && Files.exists(file)) {
        return parse(file.toString(), Utf8.text(Files.newInputStream(file)), columns);
      }
      try (InputStream in = home.getResourceAsStream(shipped)) {
        if (in == null) {
          throw new IllegalStateException("The bundle has no " + shipped);
        }
        return parse(name, Utf8.text(in), columns);
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
        throw new Line(name, number, List.of()).wrong("is not UTF-8 text");
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> fields = Arrays.stream(line.split(",", width)).map(String::strip).toList();
      Line next = new Line(name, number, fields);
      if (!headed) {
        if (!line.equals(columns)) {
          throw next.wrong("the first line must be " + columns);
        }
        headed = true;
      } else if (fields.size() != width || fields.contains("")) {
        throw next.wrong("needs " + columns);
      } else {
        lines.add(next);
      }
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(name + " has no line below " + columns);
    }
    return new DataFile(name, List.copyOf(lines));
  }
}
