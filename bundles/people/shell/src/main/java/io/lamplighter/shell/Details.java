package io.lamplighter.shell;

import io.lamplighter.api.Text;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and values under each other; what is not there is left out. */
final class Details {
  private static final int NAME_WIDTH = 16;

  private final PrintStream out;
  private final Locale locale;

  Details(PrintStream out, Locale locale) {
    this.out = out;
    this.locale = locale;
  }

  void row(String en, String zh, @Nullable Object value) {
    String shown = Plain.line(value);
    if (shown.isEmpty()) {
      return;
    }
    String name = new Text(en, zh).in(locale);
    out.println("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - width(name))) + shown);
  }

  /** Chinese characters take two columns. */
  private static int width(String text) {
    return text.codePoints().map(point -> Character.isIdeographic(point) ? 2 : 1).sum();
  }
}
