package io.lamplighter.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nothing is kept for ever without somebody having said so. */
final class RetentionLaws {
  private static final Pattern SENTENCE = Pattern.compile("(?m)^(\\w+)\\s+(.*(?:\\n[ \\t].*)*)");
  private static final Pattern SETTING = Pattern.compile("^(\\d+) days? \\((\\w+)\\)");
  private static final Pattern EMPTIED = Pattern.compile("\\sset\\s");

  private RetentionLaws() {}

  /**
   * @param tables as the migrations have made them
   * @param cascades {@code child parent}, where the database deletes the one with the other
   * @param rules of the schema's retention.txt
   */
  static List<String> everyTableHasARule(Set<String> tables, Set<String> cascades, String rules) {
    List<String> breaches = new ArrayList<>();
    TreeSet<String> said = new TreeSet<>();
    TreeSet<String> emptied = new TreeSet<>();
    Matcher sentence = SENTENCE.matcher(rules);
    while (sentence.find()) {
      String table = sentence.group(1);
      String rule = sentence.group(2).strip();
      if (!tables.contains(table)) {
        breaches.add(table + " is no table");
      } else if (rule.startsWith("with ") && !cascades.contains(table + rule.substring(4))) {
        breaches.add(table + " does not go " + rule);
      } else if (EMPTIED.matcher(rule).find()) {
        emptied.add(table);
      } else if (rule.startsWith("kept:") && rule.length() < "kept: so".length()) {
        breaches.add(table + " does not say why it is kept");
      } else {
        said.add(table);
      }
    }
    for (String table : new TreeSet<>(tables)) {
      if (!said.contains(table)) {
        breaches.add(
            emptied.contains(table)
                ? table + " is emptied, and does not say why its rows are kept"
                : table + " has no rule");
      }
    }
    return breaches;
  }

  /**
   * Days that a company may set are a setting of the bundle, with the same days for a beginning.
   */
  static List<String> daysAreSettings(String rules, String metatype) {
    List<String> breaches = new ArrayList<>();
    Matcher sentence = SENTENCE.matcher(rules);
    while (sentence.find()) {
      Matcher setting = SETTING.matcher(sentence.group(2));
      if (setting.find()
          && !Pattern.compile(
                  "<AD (?=[^>]*\\bid=\"%s\")(?=[^>]*\\bdefault=\"%s\")"
                      .formatted(setting.group(2), setting.group(1)))
              .matcher(metatype)
              .find()) {
        breaches.add(
            sentence.group(1) + ": no setting " + setting.group(2) + " of " + setting.group(1));
      }
    }
    return breaches;
  }
}
