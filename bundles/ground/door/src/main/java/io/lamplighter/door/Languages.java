package io.lamplighter.door;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What callers write into Accept-Language. */
final class Languages {
  /**
   * A language range, and how much it is wanted (RFC 9110, 12.5.4). Possessive, because a group
   * that may be taken back is matched by recursion, as deep as the caller wishes.
   */
  private static final Pattern RANGE =
      Pattern.compile("[A-Za-z0-9*]+(?:-[A-Za-z0-9*]+)*+(\\s*;\\s*[qQ]=[01](\\.\\d{0,9})?)?");

  private Languages() {}

  /** Those that can be read, one a line; whoever writes something else has no wish. */
  static List<String> readable(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .filter(range -> RANGE.matcher(range).matches())
        .toList();
  }
}
