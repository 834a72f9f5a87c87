package io.lamplighter.notices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table that a company may edit: comma-separated without quotes, {@code #} comments, the first
 * line the column names, commas allowed in the last column. Its own file takes the place of ours.
 */
final class Lines {
  private Lines() {}

  /** The folder of the company's own files. */
  static Path own() {
    return Path.of(System.getProperty("lamp.data", "data")).resolve("etc/notices");
  }

  /** One line, with its place for people who look for a mistake. */
  record Line(String where, List<String> fields) {
    String field(int index) {
      return fields.get(index);
    }

    IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException(where + ": " + why);
    }
  }

  /**
   * @param own folder of the company's own files
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static List<Line> load(Path own, String name, String columns) {
    Path file = own.resolve(name);
    try {
      if (Files.exists(file)) {
        return parse(file.toString(), Files.readString(file), columns);
      }
      try (InputStream shipped = Lines.class.getResourceAsStream("/" + name)) {
        if (shipped == null) {
          throw new IllegalStateException("The bundle has no " + name);
        }
        return parse(name, new String(shipped.readAllBytes(), StandardCharsets.UTF_8), columns);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Line> parse(String name, String text, String columns) {
    int width = columns.split(",", -1).length;
    List<Line> lines = new ArrayList<>();
    boolean headed = false;
    int number = 0;
    for (String written : text.lines().map(String::strip).toList()) {
      number++;
      if (written.isEmpty() || written.startsWith("#")) {
        continue;
      }
      List<String> fields = Arrays.stream(written.split(",", width)).map(String::strip).toList();
      Line line = new Line(name + " line " + number, fields);
      if (!headed && !written.equals(columns)) {
        throw line.wrong("the first line must be " + columns);
      }
      if (fields.size() != width || fields.contains("")) {
        throw line.wrong("needs " + columns);
      }
      if (headed) {
        lines.add(line);
      }
      headed = true;
    }
    return lines;
  }
}
