package io.lamplighter.kit.calendar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of an iCalendar text (RFC 5545, 3.1), unfolded. */
public final class CalendarLines {
  private CalendarLines() {}

  /**
   * A property.
   *
   * @param number of the line it begins in
   * @param name in capitals
   * @param params by their names in capitals
   */
  public record Line(int number, String name, Map<String, String> params, String value) {
    public String param(String name) {
      return params.getOrDefault(name, "");
    }

    /** Where it stands, as in {@code /lines/12/DTSTART}. */
    String pointer() {
      return "/lines/" + number + "/" + name;
    }
  }

  public static List<Line> of(String text) {
    List<Line> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int began = 1;
    int number = 0;
    for (String written : text.split("\r?\n", -1)) {
      number++;
      if (!written.isEmpty() && (written.charAt(0) == ' ' || written.charAt(0) == '\t')) {
        open.append(written, 1, written.length());
        continue;
      }
      add(lines, began, open);
      open.setLength(0);
      open.append(written);
      began = number;
    }
    add(lines, began, open);
    return lines;
  }

  private static void add(List<Line> lines, int number, StringBuilder written) {
    if (written.length() > 0) {
      lines.add(line(number, written.toString()));
    }
  }

  private static Line line(int number, String written) {
    int colon = unquoted(written, ':', 0);
    String head = colon < 0 ? written : written.substring(0, colon);
    Map<String, String> params = new LinkedHashMap<>();
    int semicolon = unquoted(head, ';', 0);
    String name = semicolon < 0 ? head : head.substring(0, semicolon);
    while (semicolon >= 0) {
      int next = unquoted(head, ';', semicolon + 1);
      String param = head.substring(semicolon + 1, next < 0 ? head.length() : next);
      int equals = param.indexOf('=');
      if (equals > 0) {
        params.put(upper(param.substring(0, equals)), bare(param.substring(equals + 1)));
      }
      semicolon = next;
    }
    return new Line(number, upper(name), params, colon < 0 ? "" : written.substring(colon + 1));
  }

  private static int unquoted(String text, char wanted, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        quoted = !quoted;
      } else if (text.charAt(i) == wanted && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static String bare(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
