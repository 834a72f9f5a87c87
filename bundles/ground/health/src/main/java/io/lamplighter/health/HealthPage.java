package io.lamplighter.health;

import io.lamplighter.api.Text;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.hc.api.Result;

/** The report as a page for people. */
final class HealthPage {
  private static final Map<Report.Status, Text> OVERALL =
      Map.of(
          Report.Status.UP, new Text("Up", "正常"),
          Report.Status.DEGRADED,
              new Text("Degraded: it serves, look at the marked checks", "降级：仍可服务，请查看标记项"),
          Report.Status.DOWN, new Text("Down: submissions cannot be taken", "停止：无法受理来件"));
  private static final Map<Result.Status, Text> SINGLE =
      Map.of(
          Result.Status.OK, new Text("ok", "正常"),
          Result.Status.WARN, new Text("warning", "警告"),
          Result.Status.TEMPORARILY_UNAVAILABLE, new Text("away for a moment", "暂不可用"),
          Result.Status.CRITICAL, new Text("critical", "严重"),
          Result.Status.HEALTH_CHECK_ERROR, new Text("check failed", "检查出错"));
  private static final Map<String, Text> NAMES =
      Map.of(
          "database", new Text("Database", "数据库"),
          "journal", new Text("Journal", "日志"),
          "parts", new Text("Parts", "部件"),
          "readers", new Text("Readers", "日志读者"),
          "sealing", new Text("Sealing", "封存"),
          "disk", new Text("Disk", "磁盘"),
          "memory", new Text("Memory", "内存"),
          "looks", new Text("Looks at personal data", "个人数据查看"),
          "house", new Text("House", "本系统"));

  private HealthPage() {}

  static String of(Report report, Locale locale) {
    StringBuilder rows = new StringBuilder();
    for (Report.Line line : report.checks()) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%d ms</td></tr>\n",
              line.ok() ? "ok" : line.status() == Result.Status.WARN ? "warn" : "bad",
              escape(NAMES.getOrDefault(line.name(), same(line.name())).in(locale)),
              say(SINGLE, line.status(), locale),
              escape(line.message().in(locale)),
              line.elapsedMs()));
    }
    return String.format(
        Locale.ROOT,
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
        <meta name="viewport" content="width=device-width"><title>Lamplighter 点灯人</title>
        <style>
        body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}
        table{border-collapse:collapse;width:100%%}td{padding:.4rem .6rem;border-top:1px solid #ddd}
        tr td:first-child{border-left:.4rem solid #2a8a3e}tr.warn td:first-child{border-color:#d98e00}
        tr.bad td:first-child{border-color:#c4281c}td:last-child{text-align:right;color:#666}
        </style></head><body>
        <h1>Lamplighter 点灯人</h1><p><strong>%s</strong></p>
        %s</body></html>
        """,
        locale.getLanguage().equals("zh") ? "zh" : "en",
        say(OVERALL, report.status(), locale),
        rows.isEmpty()
            ? ""
            : "<table>\n" + rows + "</table><p><a href=\"/metrics\">/metrics</a></p>");
  }

  private static Text same(String name) {
    return new Text(name, name);
  }

  private static <K extends Enum<K>> String say(Map<K, Text> texts, K key, Locale locale) {
    Text text = texts.get(key);
    return text == null ? key.name() : text.in(locale);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
