package io.lamplighter.kit.iec;

import org.jspecify.annotations.Nullable;

/** Text as XML 1.0 can carry it: other channels bring characters for which it has no place. */
public final class XmlText {
  private static final int REPLACEMENT = 0xFFFD;

  private XmlText() {}

  /** Empty for null; each character that cannot stand in XML becomes U+FFFD. */
  public static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.codePoints().allMatch(XmlText::fits)
        ? text
        : text.codePoints()
            .map(c -> fits(c) ? c : REPLACEMENT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** The production Char of XML 1.0. */
  private static boolean fits(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
