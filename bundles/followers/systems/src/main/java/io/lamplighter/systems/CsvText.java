package io.lamplighter.systems;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of objects as CSV (RFC 4180); lists in it are divided by semicolons. */
final class CsvText {
  private CsvText() {}

  static String of(List<?> objects) {
    Set<String> columns = new LinkedHashSet<>();
    for (Object object : objects) {
      ((Map<?, ?>) object).keySet().forEach(column -> columns.add(String.valueOf(column)));
    }
    StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
    for (Object object : objects) {
      csv.append(
              columns.stream()
                  .map(column -> field(((Map<?, ?>) object).get(column)))
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  private static String field(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(";"))
            : value.toString();
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
