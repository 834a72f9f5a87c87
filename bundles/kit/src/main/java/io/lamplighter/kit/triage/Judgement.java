package io.lamplighter.kit.triage;

import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.desk.RequestKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text is about.
 *
 * @param reason the words that decided, as tables and model know them: nothing else of the text
 * @param sure false when a person is to judge it
 * @param confidence how likely it is right, 0 to 1; null when nobody asked the words
 * @param possible every kind that it may well be, this one among them
 * @param danger the words that speak of danger, by rule or as it was learned for sure; null when
 *     none do
 * @param model by which model the words were judged: {@link KindModel#name()}; null when nobody
 *     asked the words
 */
public record Judgement(
    RequestKind kind,
    String reason,
    boolean sure,
    @Nullable Double confidence,
    Set<RequestKind> possible,
    @Nullable String danger,
    @Nullable String model) {
  public Judgement {
    possible = Set.copyOf(possible);
  }

  /** What of it is for other parts. */
  public Judge.Verdict verdict() {
    return new Judge.Verdict(kind, sure, danger);
  }

  /** What somebody has said, for whatever reason. */
  public static Judgement given(RequestKind kind, String reason, boolean sure) {
    return new Judgement(kind, reason, sure, null, Set.of(kind), null, null);
  }
}
