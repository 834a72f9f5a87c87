package io.lamplighter.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code db/<schema>/retention.txt}, which stands beside a schema's migrations and says of
 * each of its tables what goes when. A line that begins with a blank goes on with the one before,
 * {@code #} begins a comment:
 *
 * <pre>
 * call        180 days (keepDays) after opened_at where closed_at is not null
 * request     365 days (contactDays) after received_at set phone = null where phone is not null
 * part        with long_text
 * secret      kept: without it no token that was given out is good any more
 * </pre>
 *
 * <p>The name in brackets is the key of the bundle's own configuration that gives other days, 0 for
 * ever. A table is named once for what goes and once more for what stays, if both are to be told.
 */
final class RetentionRules {
  static final String FILE = "retention.txt";

  private static final Pattern GOES =
      Pattern.compile(
          "(?<days>\\d{1,5}) days?(?: \\((?<key>\\w+)\\))? after (?<since>.+?)"
              + "(?: set (?<set>.+?))?(?: where (?<when>.+))?");
  private static final Pattern STAYS = Pattern.compile("with \\w+|kept: .+");

  private RetentionRules() {}

  /**
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  static List<RetentionRule> parse(String schema, String text) {
    List<RetentionRule> rules = new ArrayList<>();
    StringBuilder sentence = new StringBuilder();
    int begun = 0;
    int number = 0;
    for (String line : (text + "\nend").split("\r?\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0))) {
        read(schema, sentence.toString(), begun, rules);
        sentence.setLength(0);
        begun = number;
      }
      sentence.append(line.strip()).append(' ');
    }
    return List.copyOf(rules);
  }

  private static void read(String schema, String sentence, int line, List<RetentionRule> rules) {
    if (sentence.isEmpty()) {
      return;
    }
    String[] words = sentence.strip().split("\\s+", 2);
    String said = words.length < 2 ? "" : words[1].replaceAll("\\s+", " ");
    Matcher goes = GOES.matcher(said);
    if (words[0].matches("[a-z_]\\w*") && goes.matches()) {
      rules.add(
          new RetentionRule(
              schema + "." + words[0],
              Integer.parseInt(goes.group("days")),
              goes.group("key"),
              goes.group("since"),
              goes.group("set"),
              goes.group("when") == null ? "true" : goes.group("when")));
    } else if (!words[0].matches("[a-z_]\\w*") || !STAYS.matcher(said).matches()) {
      throw new IllegalArgumentException(
          FILE + " of schema " + schema + " line " + line + ": no rule: " + sentence.strip());
    }
  }
}
