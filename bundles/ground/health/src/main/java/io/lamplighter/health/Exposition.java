package io.lamplighter.health;

import io.lamplighter.api.health.MetricSource.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prometheus text format 0.0.4: samples of one name together under one HELP and TYPE. What would
 * make the whole answer unreadable (bad names, a sample given twice, another type for a known name)
 * is left out.
 */
final class Exposition {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

  private Exposition() {}

  static String of(List<Metric> metrics) {
    Map<String, List<Metric>> families = new TreeMap<>();
    for (Metric metric : metrics) {
      if (NAME.matcher(metric.name()).matches()
          && metric.labels().keySet().stream().allMatch(label -> LABEL.matcher(label).matches())) {
        families.computeIfAbsent(metric.name(), name -> new ArrayList<>()).add(metric);
      }
    }
    StringBuilder text = new StringBuilder();
    families.forEach((name, family) -> write(text, name, family));
    return text.toString();
  }

  private static void write(StringBuilder text, String name, List<Metric> family) {
    Metric first = family.get(0);
    text.append(String.format(Locale.ROOT, "# HELP %s %s\n", name, escape(first.help(), false)));
    text.append(
        String.format(
            Locale.ROOT, "# TYPE %s %s\n", name, first.type().name().toLowerCase(Locale.ROOT)));
    Map<String, Double> samples = new LinkedHashMap<>();
    for (Metric metric : family) {
      if (metric.type() == first.type()) {
        samples.putIfAbsent(labels(metric.labels()), metric.value());
      }
    }
    samples.forEach(
        (labels, value) ->
            text.append(name).append(labels).append(' ').append(number(value)).append('\n'));
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escape(label.getValue(), true) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String escape(String text, boolean quotes) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? escaped.replace("\"", "\\\"") : escaped;
  }
}
