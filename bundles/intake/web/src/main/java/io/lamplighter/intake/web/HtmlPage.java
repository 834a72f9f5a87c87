package io.lamplighter.intake.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of HTML in one language. In its file {@code {{=word}}} is one of our words, {@code
 * {{name}}} what somebody wrote, escaped, and {@code {{&name}}} a piece of HTML that was made here.
 */
final class HtmlPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([=&]?)([\\w.-]+)}}");

  private final String html;
  private final Properties words;

  private HtmlPage(String html, Properties words) {
    this.html = html;
    this.words = words;
  }

  /**
   * @param language {@code zh} or {@code en}
   */
  static HtmlPage of(String file, String language) {
    return of(file, words(language));
  }

  /** With words that are there already. */
  static HtmlPage of(String file, Properties words) {
    return new HtmlPage(read(file), words);
  }

  static Properties words(String language) {
    Properties words = new Properties();
    try {
      words.load(new StringReader(read("words_" + language + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    words.setProperty("language", language);
    return words;
  }

  private static String read(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException when there is no such word
   */
  String word(String name) {
    String word = words.getProperty(name);
    if (word == null) {
      throw new IllegalArgumentException("no word " + name);
    }
    return word;
  }

  /** A word that may be missing: of something new that the page does not know yet. */
  String word(String name, String otherwise) {
    return words.containsKey(name) ? word(name) : word(otherwise);
  }

  /** The page with {@code values} in it; what is not among them is left empty. */
  String with(Map<String, String> values) {
    return PLACE
        .matcher(html)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    switch (place.group(1)) {
                      case "=" -> escaped(word(place.group(2)));
                      case "&" -> values.getOrDefault(place.group(2), "");
                      default -> escaped(values.getOrDefault(place.group(2), ""));
                    }));
  }

  /** As {@link #with}, within the frame that all pages have. */
  String framed(HtmlPage frame, Map<String, String> values) {
    Map<String, String> around = new HashMap<>(values);
    around.put("main", with(values));
    return frame.with(around);
  }

  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
