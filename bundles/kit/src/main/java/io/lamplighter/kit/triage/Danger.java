package io.lamplighter.kit.triage;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Phrase.Place;
import io.lamplighter.kit.triage.Phrase.Span;
import io.lamplighter.kit.triage.PhraseTable.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells danger to life or property by phrases that are kept as data, rather once too often. Each
 * phrase stands there with what it must find and what it must not, and is tried on that when it is
 * read: a table that does not do what it says is refused with the line.
 */
public final class Danger {
  /**
   * What was found.
   *
   * @param words those that speak of danger, as the table knows them and nothing else of the text;
   *     null when none do
   * @param disarmed whether it speaks of danger only to say that there is none
   */
  public record Found(@Nullable String words, boolean disarmed) {}

  private static final String DANGER = "danger";
  private static final String HARMLESS = "harmless";

  private final NormalForm form;
  private final PhraseTable phrases;

  /**
   * @param own where a company's own {@code danger.csv} may lie; null for nowhere
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public static Danger load(@Nullable Path own, NormalForm form) {
    return new Danger(DataFile.load(own, Danger.class, "danger.csv", PhraseTable.COLUMNS), form);
  }

  Danger(DataFile file, NormalForm form) {
    this.form = form;
    phrases =
        new PhraseTable(file, form, Set.of(DANGER, HARMLESS)::contains, DANGER + ", " + HARMLESS);
    phrases.rules().forEach(this::tryOut);
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
      if ((found != null) != (yes != isHarmless(rule))) {
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
    for (Rule rule : phrases.in(plain)) {
      List<Place> places = rule.phrase().in(plain);
      if (!isHarmless(rule)) {
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

  private static boolean isHarmless(Rule rule) {
    return rule.says().equals(HARMLESS);
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
