package io.lamplighter.kit.triage;

import io.lamplighter.kit.data.DataFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Phrases that are kept as data, each with what it says and with its examples below it: {@code yes}
 * and {@code no}, on which whoever judges by it tries it when it is read.
 */
public final class PhraseTable {
  public static final String COLUMNS = "says,words";

  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, List<Rule>> byHead = new HashMap<>();

  /** A phrase, what it says, and the lines of its examples. */
  public record Rule(String says, Phrase phrase, List<DataFile.Line> examples) {}

  /**
   * @param says what a phrase may say
   * @param names the same, for whoever wrote something else
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public PhraseTable(DataFile file, NormalForm form, Predicate<String> says, String names) {
    for (DataFile.Line line : file.lines()) {
      String first = line.field(0);
      if (first.equals("yes") || first.equals("no")) {
        example(line);
      } else if (says.test(first)) {
        rules.add(rule(line, form));
      } else {
        throw line.wrong("'" + first + "' is none of " + names + ", yes, no");
      }
    }
    for (Rule rule : rules) {
      for (String head : rule.phrase().heads()) {
        byHead.computeIfAbsent(head, h -> new ArrayList<>()).add(rule);
      }
    }
  }

  private static Rule rule(DataFile.Line line, NormalForm form) {
    try {
      return new Rule(line.field(0), Phrase.of(line.field(1), form), new ArrayList<>());
    } catch (PatternSyntaxException e) {
      throw line.wrong(
          "'" + line.field(1) + "' is no phrase: every ( needs its ), and * stands outside");
    }
  }

  private void example(DataFile.Line line) {
    if (rules.isEmpty()) {
      throw line.wrong("an example stands below its phrase");
    }
    rules.get(rules.size() - 1).examples().add(line);
  }

  public List<Rule> rules() {
    return rules;
  }

  /**
   * Those that a text can have, by what it begins words with: the others need not be looked for.
   *
   * @param plain a text in its normal form
   */
  public Set<Rule> in(String plain) {
    Set<Rule> found = new LinkedHashSet<>();
    for (String head : Phrase.headsIn(plain)) {
      found.addAll(byHead.getOrDefault(head, List.of()));
    }
    return found;
  }
}
