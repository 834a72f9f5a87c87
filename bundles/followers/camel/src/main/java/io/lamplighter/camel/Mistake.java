package io.lamplighter.camel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with routes as their author needs it: file, line and reason. */
final class Mistake {
  private static final Pattern LINE = Pattern.compile("\\bin \\S+, line (\\d+), column");
  private static final int MAX = 1_000;

  private Mistake() {}

  static String of(RouteSource source, Throwable thrown, Secrets secrets) {
    Throwable root = thrown;
    String line = "";
    for (int i = 0; i < 20; i++) {
      line = line.isEmpty() ? line(root) : line;
      Throwable cause = root.getCause();
      if (cause == null) {
        break;
      }
      root = cause;
    }
    String message = root.getMessage();
    String reason = secrets.mask(message == null ? root.getClass().getSimpleName() : message);
    String clean = source.description() + line + ": " + reason.replaceAll("\\s+", " ").strip();
    return clean.length() > MAX ? clean.substring(0, MAX) : clean;
  }

  private static String line(Throwable thrown) {
    if (thrown instanceof BadRouteException bad) {
      return ":" + bad.line();
    }
    String told = thrown.getMessage();
    Matcher matcher = LINE.matcher(told == null ? "" : told);
    return matcher.find() ? ":" + matcher.group(1) : "";
  }
}
