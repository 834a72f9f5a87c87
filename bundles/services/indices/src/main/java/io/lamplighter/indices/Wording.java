package io.lamplighter.indices;

import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.indices.MonthReport.Line;
import io.lamplighter.indices.MonthReport.Ranked;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What documents say, in one language. */
record Wording(Locale locale) {
  private static final int PERCENT = 100;
  private static final String NONE = "–";

  private static final Map<String, Text> LEVELS =
      Map.of(
          "cell", new Text("Cells", "网格"),
          "station", new Text("Stations", "供电所"),
          "county", new Text("Counties", "县区"),
          "city", new Text("Cities", "市"),
          "province", new Text("Provinces", "省"));

  String say(String en, String zh) {
    return new Text(en, zh).in(locale);
  }

  String title(MonthReport report) {
    String region = report.name() == null ? report.region() : report.name();
    return say("Indices", "指标月报") + " " + region + " " + report.month();
  }

  /** How it stands, and by whom it was closed. */
  String standing(MonthReport report) {
    return report.closedAt() == null
        ? say("Draft: the month is not closed", "草稿：本月未结账")
        : say("Closed ", "结账 ") + report.closedAt() + " " + report.closedBy();
  }

  String level(String level) {
    return LEVELS.getOrDefault(level, new Text(level, level)).in(locale);
  }

  String few() {
    return say("under 10 cases", "不足 10 件");
  }

  String worse() {
    return say("worse", "变差");
  }

  /** 96.4 %, 12.5 min, 3.1 ‰. */
  String value(Measure measure, @Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    return switch (measure) {
      case SHARE, RATIO -> String.format(Locale.ROOT, "%.1f %%", value * PERCENT);
      case MINUTES -> String.format(Locale.ROOT, "%.1f ", value) + say("min", "分");
      case PER_THOUSAND -> String.format(Locale.ROOT, "%.1f ‰", value);
    };
  }

  String within(Measure measure, @Nullable Double low, @Nullable Double high) {
    return low == null || high == null ? "" : value(measure, low) + " – " + value(measure, high);
  }

  /** ↑0.6 or ↓0.6 against so many months before; empty when nobody can tell. */
  String against(Line line, int months) {
    return against(line.measure(), line.now().value(), line.before(months).value());
  }

  String against(Measure measure, @Nullable Double now, @Nullable Double then) {
    if (now == null || then == null) {
      return NONE;
    }
    double more = (now - then) * (isPercent(measure) ? PERCENT : 1);
    String size = String.format(Locale.ROOT, "%.1f", Math.abs(more));
    return size.equals("0.0") ? "=" : (more < 0 ? "↓" : "↑") + size;
  }

  static boolean isPercent(Measure measure) {
    return measure == Measure.SHARE || measure == Measure.RATIO;
  }

  /** The same, and whether that is worse. */
  String change(Line line, int months) {
    String more = against(line, months);
    return line.worse(months) ? more + " " + worse() : more;
  }

  /** 1–9; who has too few cases has none. */
  String place(Ranked one) {
    if (one.best() == 0) {
      return few();
    }
    return one.best() == one.worst()
        ? Integer.toString(one.best())
        : one.best() + "–" + one.worst();
  }
}
