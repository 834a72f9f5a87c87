package io.lamplighter.kit.text;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words with names in them: {@code {no}} stands for a request's number. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");

  private Names() {}

  /** Those that stand in the words. */
  public static List<String> in(String words) {
    return NAME.matcher(words).results().map(found -> found.group(1)).toList();
  }

  /**
   * The words with what stands for each name. What is put in is never filled itself: it may be
   * somebody else's words.
   *
   * @param says what stands for a name; null leaves it as it is written
   */
  public static String fill(String words, Function<String, @Nullable String> says) {
    return NAME.matcher(words)
        .replaceAll(
            found -> {
              String said = says.apply(found.group(1));
              return Matcher.quoteReplacement(said == null ? found.group() : said);
            });
  }
}
