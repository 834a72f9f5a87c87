package io.lamplighter.indices;

import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.indices.MonthReport.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ranks units, no finer than their figures tell: whose intervals overlap share their places.
 * Without intervals each has its own, and who has too few cases has none.
 */
final class Ranks {
  private Ranks() {}

  /**
   * @param before of the units, the month before
   */
  static List<Ranked> of(List<Figure> figures, boolean moreIsBetter, Map<String, Double> before) {
    List<Figure> ranked = new ArrayList<>(figures.stream().filter(Ranks::isRanked).toList());
    Comparator<Figure> better = Comparator.comparing(one -> Objects.requireNonNull(one.value()));
    ranked.sort(
        (moreIsBetter ? better.reversed() : better)
            .thenComparing(one -> Objects.requireNonNull(one.unit())));
    List<Ranked> all = new ArrayList<>();
    for (Figure one : ranked) {
      long ahead = ranked.stream().filter(other -> isSurely(other, one, moreIsBetter)).count();
      long behind = ranked.stream().filter(other -> isSurely(one, other, moreIsBetter)).count();
      all.add(ranked(one, (int) ahead + 1, ranked.size() - (int) behind, before));
    }
    figures.stream()
        .filter(one -> !isRanked(one))
        .forEach(one -> all.add(ranked(one, 0, 0, before)));
    return all;
  }

  private static boolean isRanked(Figure one) {
    return !one.few() && one.value() != null;
  }

  /** Whether one is better than another beyond what chance may do. */
  private static boolean isSurely(Figure one, Figure other, boolean moreIsBetter) {
    return moreIsBetter ? low(one) > high(other) : high(one) < low(other);
  }

  private static double low(Figure one) {
    return Objects.requireNonNull(one.low() == null ? one.value() : one.low());
  }

  private static double high(Figure one) {
    return Objects.requireNonNull(one.high() == null ? one.value() : one.high());
  }

  private static Ranked ranked(
      Figure one, int best, int worst, Map<String, @Nullable Double> before) {
    String unit = Objects.requireNonNull(one.unit());
    return new Ranked(
        unit,
        one.name(),
        one.cases(),
        one.value(),
        one.low(),
        one.high(),
        best,
        worst,
        before.get(unit));
  }
}
