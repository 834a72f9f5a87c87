package io.lamplighter.door;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller wrote after the host. */
final class Address {
  private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:[/;]|$)");

  private Address() {}

  /** Whether every % begins an octet in hexadecimal (RFC 3986, 2.1); Jetty lets %u0041 through. */
  static boolean isReadable(@Nullable String part) {
    if (part == null) {
      return true;
    }
    for (int i = part.indexOf('%'); i >= 0; i = part.indexOf('%', i + 1)) {
      if (i + 2 >= part.length() || !isHex(part.charAt(i + 1)) || !isHex(part.charAt(i + 2))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a segment leads to where it is or above (RFC 3986, 3.3), plain or encoded, with or
   * without parameters: the server resolves it and whoever answers does not, so nothing is there.
   */
  static boolean hasDots(String path) {
    return DOTS.matcher(path).find();
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }
}
