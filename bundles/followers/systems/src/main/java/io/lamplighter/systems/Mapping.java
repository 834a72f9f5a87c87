package io.lamplighter.systems;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one side's words become the other's, as data: lines {@code field = source} and tables of
 * codes.
 *
 * <pre>
 * defectNo        = ce-subject              a header
 * work.crew       = details.crew            a value of the body; a missing one is left out
 * origin          = "lamplighter"           itself
 * status          = ce-type | status        by the table below
 *
 * [status]
 * request.dispatched = 10
 * * = (skip)                                anything else: the message is none of theirs
 * </pre>
 */
final class Mapping {
  private static final Pattern LINE = Pattern.compile("([^=]+?)\\s*=\\s*(.*)");
  private static final Pattern SOURCE =
      Pattern.compile("(?:\"([^\"]*)\"|([^|\"]+?))(?:\\s*\\|\\s*([\\w-]+))?");
  private static final String SKIP = "(skip)";

  private record Field(
      int line, String target, @Nullable String literal, String source, @Nullable String table) {}

  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException naming the line that is wrong
   */
  static Mapping parse(String text) {
    Mapping mapping = new Mapping();
    Map<String, String> table = null;
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        table = new LinkedHashMap<>();
        mapping.tables.put(line.substring(1, line.length() - 1).strip(), table);
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw wrong(number, "field = source is expected");
      }
      if (table == null) {
        mapping.fields.add(field(number, parts.group(1), parts.group(2)));
      } else {
        table.put(parts.group(1), parts.group(2));
      }
    }
    mapping.check();
    return mapping;
  }

  private static Field field(int number, String target, String from) {
    Matcher source = SOURCE.matcher(from);
    if (!source.matches()) {
      throw wrong(number, "a path, a header or a \"text\" is expected, and perhaps | table");
    }
    String path = source.group(2) == null ? "" : source.group(2);
    return new Field(number, target, source.group(1), path, source.group(3));
  }

  private void check() {
    for (Field field : fields) {
      if (field.table() != null && !tables.containsKey(field.table())) {
        throw wrong(field.line(), "there is no table [" + field.table() + "]");
      }
    }
  }

  private static IllegalArgumentException wrong(int line, String why) {
    return new IllegalArgumentException("line " + line + ": " + why);
  }

  /** A code that the table does not know, and no {@code *} stands for the others. */
  static final class UnknownCodeException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownCodeException(String table, String code) {
      super("The mapping's table [" + table + "] has no line for " + code);
    }
  }

  /**
   * The other side's object; empty when the message is none of theirs.
   *
   * @param headers by name
   */
  Optional<Map<String, Object>> apply(Map<?, ?> body, Function<String, @Nullable Object> headers)
      throws UnknownCodeException {
    Map<String, Object> result = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value =
          field.literal() != null ? field.literal() : value(body, headers, field.source());
      if (field.table() != null) {
        value = code(field.table(), value);
        if (SKIP.equals(value)) {
          return Optional.empty();
        }
      }
      if (value != null) {
        put(result, field.target(), value);
      }
    }
    return Optional.of(result);
  }

  private static @Nullable Object value(
      Map<?, ?> body, Function<String, @Nullable Object> headers, String source) {
    Object value = body;
    for (String part : source.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return value != null ? value : headers.apply(source);
  }

  private @Nullable Object code(String name, @Nullable Object value) throws UnknownCodeException {
    Map<String, String> table = tables.getOrDefault(name, Map.of());
    String code = value == null ? "" : value.toString();
    String found = table.getOrDefault(code, table.get("*"));
    if (found == null && value != null) {
      throw new UnknownCodeException(name, code);
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> result, String target, Object value) {
    Map<String, Object> map = result;
    String[] parts = target.split("\\.");
    for (int i = 0; i < parts.length - 1; i++) {
      map = (Map<String, Object>) map.computeIfAbsent(parts[i], k -> new LinkedHashMap<>());
    }
    map.put(parts[parts.length - 1], value);
  }
}
