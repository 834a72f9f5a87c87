package io.lamplighter.shell;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as they may stand on somebody's terminal. */
final class Plain {
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Plain() {}

  /** One line without anything that could move the cursor, change colours or turn the writing. */
  static String line(@Nullable Object value) {
    return value == null ? "" : INVISIBLE.matcher(value.toString()).replaceAll(" ");
  }

  static boolean isCut(@Nullable Object value, int longest) {
    String line = line(value);
    return line.codePointCount(0, line.length()) > longest;
  }

  static String cut(@Nullable Object value, int longest) {
    String line = line(value);
    return isCut(line, longest)
        ? line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…"
        : line;
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
