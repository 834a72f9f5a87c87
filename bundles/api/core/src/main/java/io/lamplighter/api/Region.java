package io.lamplighter.api;

import java.util.regex.Pattern;

/**
 * Region codes of GB/T 2260 (two digits a province, four a city, six a district) and GB/T 10114
 * (nine a town, twelve a village); a prefix means all below it.
 */
public final class Region {
  private static final Pattern CODE =
      Pattern.compile("(?:[1-9]\\d(?:\\d\\d){0,2}|[1-9]\\d{8}(?:\\d{3})?)?");

  private Region() {}

  /** Whether it is a code, or the empty prefix; {@code 33060} is neither. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** Whether {@code region} lies in {@code prefix}; the empty prefix is everywhere. */
  public static boolean contains(String prefix, String region) {
    return region.startsWith(prefix);
  }
}
