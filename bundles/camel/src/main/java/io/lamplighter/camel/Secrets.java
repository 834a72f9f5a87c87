package io.lamplighter.camel;

import java.util.regex.Pattern;

/** Takes passwords and keys out of words that people get to see. */
final class Secrets {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passphrase|passwd|secret|token|api-?_?key|authorization)\\w*"
              + "[\"']?\\s*[=:]\\s*[\"']?(?:(?:basic|bearer)\\s+)?)[^\\s&;,\"'}\\])]+");
  private static final Pattern IN_URI = Pattern.compile("(://[^\\s/:@]*:)[^\\s/@]+@");

  private Secrets() {}

  static String mask(String words) {
    return IN_URI.matcher(NAMED.matcher(words).replaceAll("$1***")).replaceAll("$1***@");
  }
}
