package io.lamplighter.api;

import java.util.regex.Pattern;

/**
 * Region codes of GB/T 2260 (two digits a province, four a city, six a district); a prefix means
 * all below it.
 */
public final class Region {
  private static final Pattern CODE = Pattern.compile("\\d{0,12}");

  private Region() {}

  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** Whether {@code region} lies in {@code prefix}; the empty prefix is everywhere. */
  public static boolean contains(String prefix, String region) {
    return region.startsWith(prefix);
  }
}
