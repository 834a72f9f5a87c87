package io.lamplighter.shell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which commands a line of the shell names. It would rather name one too many than miss one. */
final class Spoken {
  private static final int MOST = 20;
  private static final Pattern BEGIN = Pattern.compile("(?:^|[;|&\\n\\r({=])\\s*([^\\s;|&(){}=]+)");

  /** What is shown of a word: no arguments, and no file names or secrets in their place. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z*][A-Za-z0-9*:_.-]{0,63}");

  private Spoken() {}

  /** The words at the beginnings of statements; none when all are the platform's own commands. */
  static List<String> commands(CharSequence line) {
    Matcher beginnings = BEGIN.matcher(line);
    List<String> words =
        beginnings
            .results()
            .map(found -> found.group(1))
            .map(word -> NAME.matcher(word).matches() ? word : "?")
            .distinct()
            .limit(MOST)
            .toList();
    return words.stream().allMatch(word -> word.startsWith("lamp:")) ? List.of() : words;
  }
}
