package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kind of a request from what the customer wrote, by phrases kept as data. Danger comes
 * before everything else, and what cannot be told is left to a person.
 */
final class KindRules {
  static final String COLUMNS = "kind,weight,phrase";

  /** A phrase that says nothing. */
  private static final String NOTHING = "none";

  /** From this weight a phrase of danger is sure; lighter ones are only a hint. */
  private static final int DANGER = 40;

  /** What speaks for a kind with less is not sure. */
  private static final int ENOUGH = 20;

  /** How much more must speak for a kind than for the next one. */
  private static final int LEAD = 10;

  /** Kinds that somebody goes out for or looks into, also when there is a hint of danger. */
  private static final Set<RequestKind> LOOKED_INTO =
      EnumSet.of(RequestKind.FAULT_REPAIR, RequestKind.COMPLAINT, RequestKind.REPORT);

  /**
   * What was decided.
   *
   * @param reason the phrase that decided it
   * @param sure false when a person is to judge it
   */
  record Decision(RequestKind kind, String reason, boolean sure) {}

  /** Who says what nobody understands most likely has no power, and somebody must look anyhow. */
  static final Decision UNDECIDED = new Decision(RequestKind.FAULT_REPAIR, "no-phrase", false);

  private record Score(RequestKind kind, int sum, Phrase heaviest) {
    Score and(Score other) {
      return new Score(
          kind,
          sum + other.sum,
          other.heaviest.weight() > heaviest.weight() ? other.heaviest : heaviest);
    }

    Decision decision(boolean sure) {
      return new Decision(kind, heaviest.words(), sure);
    }
  }

  private final List<Phrase> phrases;
  private final Map<String, List<Phrase>> byHead = new HashMap<>();
  private final PlainWords plain;

  /**
   * @param ownFiles where a company's own tables may lie
   */
  static KindRules load(@Nullable Path ownFiles) {
    return new KindRules(
        DataFile.load(ownFiles, KindRules.class, "/triage/kinds.csv", COLUMNS),
        PlainWords.load(ownFiles));
  }

  KindRules(DataFile file, PlainWords plain) {
    this.plain = plain;
    phrases = file.lines().stream().map(this::phrase).toList();
    for (Phrase phrase : phrases) {
      for (String head : phrase.heads()) {
        byHead.computeIfAbsent(head, h -> new ArrayList<>()).add(phrase);
      }
    }
  }

  private Phrase phrase(DataFile.Line line) {
    RequestKind kind = line.field(0).equals(NOTHING) ? null : kind(line);
    try {
      return Phrase.of(kind, line.number(1, 1, 1000), plain.of(line.field(2)));
    } catch (java.util.regex.PatternSyntaxException e) {
      throw line.wrong("'" + line.field(2) + "' is no phrase: every ( needs its )");
    }
  }

  static RequestKind kind(DataFile.Line line) {
    try {
      return RequestKind.ofWire(line.field(0), "");
    } catch (Refusal.Invalid e) {
      throw line.wrong("there is no kind '" + line.field(0) + "'");
    }
  }

  /** The kind of a text without one. */
  Decision decide(String text) {
    Map<RequestKind, Score> scores = scores(plain.of(text));
    Score danger = scores.remove(RequestKind.EMERGENCY);
    List<Score> others =
        scores.values().stream()
            .sorted(
                Comparator.comparingInt(Score::sum)
                    .thenComparingInt(score -> score.heaviest().weight())
                    .reversed()
                    .thenComparingInt(score -> phrases.indexOf(score.heaviest())))
            .toList();
    if (danger != null && isSure(danger)) {
      return danger.decision(true);
    }
    if (danger != null && (others.isEmpty() || !LOOKED_INTO.contains(others.get(0).kind()))) {
      return danger.decision(false);
    }
    if (others.isEmpty()) {
      return UNDECIDED;
    }
    Score first = others.get(0);
    boolean leads = others.size() == 1 || first.sum() >= others.get(1).sum() + LEAD;
    return first.decision(leads && first.sum() >= ENOUGH && danger == null);
  }

  /** The phrase that speaks of danger for sure; null when none does. */
  @Nullable String danger(String text) {
    Score danger = scores(plain.of(text)).get(RequestKind.EMERGENCY);
    return danger != null && isSure(danger) ? danger.heaviest().words() : null;
  }

  private static boolean isSure(Score danger) {
    return danger.heaviest().weight() >= DANGER;
  }

  /** Each phrase that stands in the text for itself counts once. */
  private Map<RequestKind, Score> scores(String text) {
    List<Phrase.Place> places =
        Phrase.headsIn(text).stream()
            .flatMap(head -> byHead.getOrDefault(head, List.of()).stream())
            .distinct()
            .flatMap(phrase -> phrase.in(text).stream())
            .toList();
    Set<Phrase> found = new LinkedHashSet<>();
    for (Phrase.Place place : places) {
      // Whoever says the same a thousand times has said it at its first.
      if (!found.contains(place.phrase()) && places.stream().noneMatch(place::isWithin)) {
        found.add(place.phrase());
      }
    }
    Map<RequestKind, Score> scores = new EnumMap<>(RequestKind.class);
    for (Phrase phrase : found) {
      RequestKind kind = phrase.kind();
      if (kind != null) {
        scores.merge(kind, new Score(kind, phrase.weight(), phrase), Score::and);
      }
    }
    return scores;
  }
}
