package io.lamplighter.kit.triage;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Phrase.Place;
import io.lamplighter.kit.triage.Phrase.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tells danger to life or property by phrases that are kept as data, rather once too often. Each
 * phrase stands there with what it must find and what it must not, and is tried on that when it is
 * read: a table that does not do what it says is refused with the line.
 */
public final class Danger {
  static final String COLUMNS = "says,words";

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
    List<Place> dangers = new ArrayList<>();
    int[] harmless = new int[plain.length() + 1];
    for (Rule rule : rulesFor(plain)) {
      List<Place> places = rule.phrase().in(plain);
      if (!rule.harmless()) {
        dangers.addAll(places);
        continue;
      }
      for (Place place : places) {
        Span whole = place.whole();
        if (!isAsked(plain, whole.start())) {
          harmless[whole.start()] = Math.max(harmless[whole.start()], whole.end());
        }
      }
    }
    for (int at = 1; at < harmless.length; at++) {
      harmless[at] = Math.max(harmless[at], harmless[at - 1]);
    }
    String words =
        dangers.stream()
            .filter(place -> !isDisarmed(place, harmless))
            .map(place -> place.said(plain))
            .findFirst()
            .orElse(null);
    return new Found(words, words == null && !dangers.isEmpty());
  }

  private Set<Rule> rulesFor(String plain) {
    Set<Rule> found = new LinkedHashSet<>();
    for (String head : Phrase.headsIn(plain)) {
      found.addAll(byHead.getOrDefault(head, List.of()));
    }
    return found;
  }

  /** 是不是触电 and 有没有漏电 do not deny it. */
  private static boolean isAsked(String plain, int start) {
    return plain.startsWith("是不", start - 1) || plain.startsWith("有没", start - 1);
  }

  /**
   * Whether a phrase that disarms covers any of its words, as 没有冒烟 does the 冒烟 of 电线冒烟.
   *
   * @param harmless for each place of the text, how far those that begin there or before reach
   */
  private static boolean isDisarmed(Place danger, int[] harmless) {
    return danger.spans().stream().anyMatch(span -> span.end() <= harmless[span.start()]);
  }
}
