package io.lamplighter.indices;

import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.indices.FigureTable.Sum;
import io.lamplighter.indices.Tallies.Total;
import io.lamplighter.kit.shares.Wilson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the sums of places together as units, and makes figures of them. */
final class RollUp {
  private static final int MOST = 5_000;
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::unit).thenComparing(Place::begin);

  private final Index index;
  private final @Nullable Level level;
  private final @Nullable String under;
  private final boolean steps;
  private final Units units;

  RollUp(Index index, FigureQuery query, Units units) {
    this.index = index;
    this.level = query.by() == null ? null : Units.level(query.by()).orElseThrow();
    this.under = query.under();
    this.steps = query.step() != null;
    this.units = units;
  }

  /**
   * @param unit empty for all together
   */
  private record Place(String unit, Instant begin) {}

  /** In order of unit and time. */
  List<Figure> figures(List<Sum> sums) {
    Map<Place, Total> totals = new TreeMap<>(ORDER);
    for (Sum sum : sums) {
      String unit = level == null ? "" : units.unit(level, sum.region(), sum.cell());
      if (unit != null && isUnder(sum)) {
        totals.merge(
            new Place(unit, begin(sum)),
            new Total(sum.cases(), sum.waiting(), sum.total()),
            Total::and);
      }
    }
    List<Figure> figures = new ArrayList<>();
    totals.forEach(
        (place, total) -> {
          if (figures.size() < MOST && total.cases() + total.waiting() > 0) {
            figures.add(figure(place, total));
          }
        });
    return figures;
  }

  private boolean isUnder(Sum sum) {
    return under == null || units.isUnder(under, sum.region(), sum.cell());
  }

  private static Instant begin(Sum sum) {
    return sum.begin() == null ? Instant.EPOCH : sum.begin();
  }

  private Figure figure(Place place, Total total) {
    boolean any = total.cases() > 0;
    boolean share = index.measure() == Measure.SHARE;
    Wilson within = any && share ? Wilson.of(Math.round(total.total()), total.cases()) : null;
    String unit = place.unit().isEmpty() ? null : place.unit();
    return new Figure(
        unit,
        unit == null ? null : units.name(unit),
        steps ? place.begin() : null,
        total.cases(),
        total.waiting(),
        any ? total.total() / total.cases() : null,
        within == null ? null : within.low(),
        within == null ? null : within.high(),
        total.cases() < Wilson.FEW);
  }
}
