package io.lamplighter.door;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an unexpected failure into the log, once, under a number the caller is told. Messages of
 * foreign exceptions may quote what people typed: long digits and Chinese text are masked.
 */
final class Incidents {
  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
  private static final Pattern PERSONAL = Pattern.compile("\\d{5,}|\\p{IsHan}+");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Incidents() {}

  static String report(Throwable thrown) {
    byte[] id = new byte[5];
    RANDOM.nextBytes(id);
    String number = HexFormat.of().formatHex(id);
    LOG.error("Incident {}: {}", number, describe(thrown));
    return number;
  }

  /** What it was caused by comes before where: a long line is cut in the log. */
  static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable root = thrown;
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 8; t = t.getCause(), depth++) {
      root = t;
      text.append(depth == 0 ? "" : "\nCaused by: ").append(t.getClass().getName());
      if (t.getMessage() != null) {
        text.append(": ").append(PERSONAL.matcher(t.getMessage()).replaceAll("*"));
      }
    }
    Arrays.stream(root.getStackTrace()).limit(30).forEach(f -> text.append("\n\tat ").append(f));
    return text.toString();
  }
}
