package io.lamplighter.kit.text;

/**
 * What may stand in a text: anything that people write. Control characters, halves of characters
 * and what Unicode keeps for no character are no writing; the database, JSON or XML cannot carry
 * one or the other of them.
 */
public final class Writing {
  private Writing() {}

  /** Without what is no writing; ends of lines and tabs stay, ends of lines as {@code \n}. */
  public static String lines(String text) {
    return clean(text.replace("\r\n", "\n").replace('\r', '\n'), true);
  }

  /** On one line, without what is no writing: ends of lines and tabs become blanks. */
  public static String line(String text) {
    return clean(text.replaceAll("[\\r\\n\\t\u2028\u2029]+", " "), false);
  }

  /**
   * Whether it is writing on one line already, as whatever tells one thing from another must be.
   */
  public static boolean isLine(String text) {
    return text.codePoints().allMatch(c -> isWriting(c, false));
  }

  /** Whether it is writing, on as many lines as one likes. */
  public static boolean isLines(String text) {
    return text.codePoints().allMatch(c -> c == '\r' || isWriting(c, true));
  }

  private static String clean(String text, boolean lines) {
    return text.codePoints().allMatch(c -> isWriting(c, lines))
        ? text
        : text.codePoints()
            .filter(c -> isWriting(c, lines))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isWriting(int c, boolean lines) {
    boolean layout = c == '\n' || c == '\t';
    return lines && layout || !(Character.isISOControl(c) || isHalf(c) || isNothing(c));
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** The 66 noncharacters (Unicode, 23.7). */
  private static boolean isNothing(int c) {
    return (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
  }
}
