package io.lamplighter.health;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A strict reader of the text format 0.0.4, written from its description and not from our writer:
 * {@code # HELP} and {@code # TYPE} once and before the samples of a name, which stand together.
 *
 * @param samples by {@code name{label=value,…}}, labels sorted, values unescaped
 */
record PrometheusText(Map<String, String> types, Map<String, Double> samples) {

  static PrometheusText parse(String text) {
    Map<String, String> types = new HashMap<>();
    Map<String, Double> samples = new HashMap<>();
    Set<String> helped = new HashSet<>();
    Set<String> finished = new HashSet<>();
    String current = "";
    require(text.isEmpty() || text.endsWith("\n"), "ends with a line feed");
    for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      String name;
      if (line.startsWith("# ")) {
        String[] words = line.split(" ", 4);
        name = words[2];
        if (words[1].equals("HELP")) {
          require(helped.add(name), "HELP twice: " + name);
        } else {
          require(words[1].equals("TYPE"), "neither HELP nor TYPE: " + line);
          require(types.put(name, words[3]) == null, "TYPE twice: " + name);
        }
      } else {
        Sample sample = new Sample(line);
        name = sample.name;
        require(types.containsKey(name) && helped.contains(name), "no HELP or TYPE: " + name);
        require(samples.put(sample.key(), sample.value) == null, "twice: " + sample.key());
      }
      if (!name.equals(current)) {
        require(finished.add(name), "not together: " + name);
        current = name;
      }
    }
    return new PrometheusText(types, samples);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  /** One line, read character by character. */
  private static final class Sample {
    private final String line;
    private int at;
    final String name;
    final Map<String, String> labels = new TreeMap<>();
    final double value;

    Sample(String line) {
      this.line = line;
      this.name = until("{ ");
      require(name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*"), "bad name: " + line);
      if (line.charAt(at) == '{') {
        at++;
        while (line.charAt(at) != '}') {
          String label = until("=");
          require(label.matches("[a-zA-Z_][a-zA-Z0-9_]*"), "bad label: " + line);
          at++;
          require(labels.put(label, quoted()) == null, "label twice: " + line);
          if (line.charAt(at) == ',') {
            at++;
          }
        }
        at++;
      }
      require(line.charAt(at) == ' ', "no space before the value: " + line);
      String number = line.substring(at + 1);
      this.value =
          switch (number) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(number);
          };
    }

    String key() {
      StringBuilder key = new StringBuilder(name).append('{');
      labels.forEach(
          (label, text) ->
              key.append(key.charAt(key.length() - 1) == '{' ? "" : ",")
                  .append(label)
                  .append('=')
                  .append(text));
      return key.append('}').toString();
    }

    private String until(String ends) {
      int begin = at;
      while (ends.indexOf(line.charAt(at)) < 0) {
        at++;
      }
      return line.substring(begin, at);
    }

    private String quoted() {
      require(line.charAt(at++) == '"', "not quoted: " + line);
      StringBuilder text = new StringBuilder();
      for (char c = line.charAt(at); c != '"'; c = line.charAt(++at)) {
        if (c == '\\') {
          char escaped = line.charAt(++at);
          require("\\\"n".indexOf(escaped) >= 0, "bad escape: " + line);
          text.append(escaped == 'n' ? '\n' : escaped);
        } else {
          text.append(c);
        }
      }
      at++;
      return text.toString();
    }
  }
}
