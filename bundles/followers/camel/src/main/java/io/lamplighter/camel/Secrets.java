package io.lamplighter.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Takes passwords and keys out of words that people get to see: those that routes were given here,
 * and what is named like one.
 */
@Component(service = Secrets.class)
public final class Secrets {
  private static final String WORDS =
      "(?:password|passphrase|passwd|secret|token|api-?_?key|authorization)";
  private static final Pattern NAME = Pattern.compile("(?i).*" + WORDS + ".*");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)("
              + WORDS
              + "\\w*[\"']?\\s*[=:]\\s*[\"']?(?:(?:basic|bearer)\\s+)?)[^\\s&;,\"'}\\])]+");
  private static final Pattern IN_URI = Pattern.compile("(://[^\\s/:@]*:)[^\\s/@]+@");
  private static final String HIDDEN = "***";

  /** Something shorter would be found in words that have nothing to do with it. */
  private static final int SHORTEST = 4;

  private static final int MOST = 1_000;

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  @Activate
  public Secrets() {}

  /** From now on {@code secret} is shown nowhere. */
  void learn(String secret) {
    if (secret.length() >= SHORTEST && known.size() < MOST) {
      known.add(secret);
    }
  }

  /** Learns the settings whose names say that they are secret. */
  void learn(Properties settings) {
    for (String name : settings.stringPropertyNames()) {
      String value = settings.getProperty(name);
      if (NAME.matcher(name).matches() && !value.contains("{{")) {
        learn(value);
      }
    }
  }

  /** All that is known, the longest first: one may be a part of another. */
  List<String> known() {
    return known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  String mask(String words) {
    String clean = words;
    for (String secret : known()) {
      clean = clean.replace(secret, HIDDEN).replace(URLEncoder.encode(secret, UTF_8), HIDDEN);
    }
    clean = NAMED.matcher(clean).replaceAll("$1" + HIDDEN);
    return IN_URI.matcher(clean).replaceAll("$1" + HIDDEN + "@");
  }
}
