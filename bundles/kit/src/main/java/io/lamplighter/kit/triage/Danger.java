package io.lamplighter.kit.triage;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tells danger to life or property by phrases that are kept as data, rather once too often. Each
 * phrase stands there with what it must find and what it must not, and is tried on that when it is
 * read: a table that does not do what it says is refused with the line.
 */
public final class Danger {
  static final String COLUMNS = "says,words";

  /** A danger and what disarms it stand within so many; the rest of a list is not read. */
  private static final int MOST_PLACES = 50;

  /**
   * What was found.
   *
   * @param words those that speak of danger, as the table knows them and nothing else of the text;
   *     null when none do
   * @param disarmed whether it speaks of danger only to say that there is none
   */
  public record Found(@Nullable String words, boolean disarmed) {}

  private record Rule(Phrase phrase, boolean harmless, List<DataFile.Line> examples) {}

  private final NormalForm form;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, List<Rule>> byHead = new HashMap<>();

  /**
   * @param own where a company's own {@code danger.csv} may lie; null for nowhere
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public static Danger load(@Nullable Path own, NormalForm form) {
    return new Danger(DataFile.load(own, Danger.class, "danger.csv", COLUMNS), form);
  }

  Danger(DataFile file, NormalForm form) {
    this.form = form;
    for (DataFile.Line line : file.lines()) {
      switch (line.field(0)) {
        case "danger" -> rules.add(rule(line, false));
        case "harmless" -> rules.add(rule(line, true));
        case "yes", "no" -> example(line);
        default -> throw line.wrong("'" + line.field(0) + "' is none of danger, harmless, yes, no");
      }
    }
    for (Rule rule : rules) {
      for (String head : rule.phrase().heads()) {
        byHead.computeIfAbsent(head, h -> new ArrayList<>()).add(rule);
      }
    }
    rules.forEach(this::tryOut);
  }

  private Rule rule(DataFile.Line line, boolean harmless) {
    try {
      return new Rule(Phrase.of(line.field(1), form), harmless, new ArrayList<>());
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

  /** What is found in a text: of danger the first that nothing disarms. */
  private void tryOut(Rule rule) {
    for (DataFile.Line line : rule.examples()) {
      String text = form.of(line.field(1));
      boolean yes = line.field(0).equals("yes");
      if (yes && rule.phrase().in(text).isEmpty()) {
        throw line.wrong("'" + rule.phrase().words() + "' is not in it");
      }
      String found = in(text).words();
      if ((found != null) != (yes != rule.harmless())) {
        throw line.wrong("speaks of " + (found == null ? "no danger" : "danger: " + found));
      }
    }
  }

  /**
   * What a text says of danger.
   *
   * @param plain a text in its normal form
   */
  public Found in(String plain) {
    List<Phrase.Place> dangers = new ArrayList<>();
    List<Phrase.Place> harmless = new ArrayList<>();
    Phrase.headsIn(plain).stream()
        .flatMap(head -> byHead.getOrDefault(head, List.of()).stream())
        .distinct()
        .forEach(
            rule ->
                rule.phrase().in(plain).stream()
                    .limit(MOST_PLACES)
                    .forEach((rule.harmless() ? harmless : dangers)::add));
    String words =
        dangers.stream()
            .filter(place -> harmless.stream().noneMatch(place::isDisarmedBy))
            .map(place -> place.said(plain))
            .findFirst()
            .orElse(null);
    return new Found(words, words == null && !dangers.isEmpty());
  }
}
