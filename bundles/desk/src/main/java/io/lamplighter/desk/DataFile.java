package io.lamplighter.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table that a company may edit: comma-separated without quotes, {@code #} comments, the
 * first line the column names. The company's own file takes the place of the shipped one.
 */
record DataFile(String name, List<Line> lines) {

  /** One line, with its number for people who look for a mistake. */
  record Line(String file, int number, List<String> fields) {
    String field(int index) {
      return fields.get(index);
    }

    int number(int index, int min, int max) {
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

    IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException(file + " line " + number + ": " + why);
    }
  }

  /**
   * @param own folder of the company's own files, null for none
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static DataFile load(@Nullable Path own, String name, String columns) {
    Path file = own == null ? null : own.resolve(name);
    try {
      if (file != null && Files.exists(file)) {
        return parse(file.toString(), Files.readString(file), columns);
      }
      try (InputStream shipped = DataFile.class.getResourceAsStream("/triage/" + name)) {
        if (shipped == null) {
          throw new IllegalStateException("The bundle has no triage/" + name);
        }
        String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        return parse(name, text, columns);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DataFile parse(String name, String text, String columns) {
    List<Line> lines = new ArrayList<>();
    boolean headed = false;
    int width = columns.split(",", -1).length;
    int number = 0;
    for (String written : text.split("\r?\n", -1)) {
      number++;
      String line = written.strip();
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
    return new DataFile(name, List.copyOf(lines));
  }
}
