package io.lamplighter.indices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.indices.FigureTable.Place;
import io.lamplighter.indices.FigureTable.Spot;
import io.lamplighter.indices.FigureTable.Sum;
import io.lamplighter.indices.Tallies.Total;
import io.lamplighter.kit.shares.Wilson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which places are of which unit, and makes figures of the sums. */
final class RollUp {
  /** Figures at once. */
  static final int MOST = 20_000;

  private static final int THOUSAND = 1_000;

  private final Index index;
  private final FigureQuery query;
  private final Units units;
  private final Map<String, Optional<String>> names = new HashMap<>();

  RollUp(Index index, FigureQuery query, Units units) {
    this.index = index;
    this.query = query;
    this.units = units;
  }

  /** Whether places are to be told apart. */
  static boolean needsPlaces(FigureQuery query) {
    return query.by() != null || query.under() != null;
  }

  /** Those that are asked for. */
  List<Place> places(List<Spot> spots) {
    Level level = query.by() == null ? null : Units.level(query.by()).orElseThrow();
    String under = query.under();
    List<Place> places = new ArrayList<>();
    for (Spot spot : spots) {
      String unit = level == null ? "" : units.unit(level, spot.region(), spot.cell());
      if (unit != null && (under == null || units.isUnder(under, spot.region(), spot.cell()))) {
        places.add(new Place(spot, unit));
      }
    }
    return places;
  }

  /**
   * In their order.
   *
   * @throws Refusal.Invalid when they are too many: what is cut off would be taken for nothing
   */
  List<Figure> figures(List<Sum> sums) {
    if (sums.size() > MOST) {
      throw new Refusal.Invalid(
          query.step() == null ? "/by" : "/step",
          "gives more than " + MOST + " figures: ask for less time, or under a unit",
          "结果超过 " + MOST + " 个：请缩短时段，或限定单位");
    }
    List<Figure> figures = new ArrayList<>();
    for (Sum sum : sums) {
      Total total = sum.total();
      if (total.cases() + total.waiting() > 0 || total.total() > 0) {
        figures.add(figure(sum));
      }
    }
    return figures;
  }

  private Figure figure(Sum sum) {
    Total total = sum.total();
    boolean any = total.outOf() > 0;
    boolean share = any && index.measure() == Measure.SHARE;
    Wilson within = share ? Wilson.of(Math.round(total.total()), total.cases()) : null;
    String unit = sum.unit().isEmpty() ? null : sum.unit();
    int each = index.measure() == Measure.PER_THOUSAND ? THOUSAND : 1;
    return new Figure(
        unit,
        unit == null ? null : name(unit),
        sum.begin(),
        total.cases(),
        total.waiting(),
        any ? each * total.total() / total.outOf() : null,
        within == null ? null : within.low(),
        within == null ? null : within.high(),
        total.cases() < Wilson.FEW);
  }

  private @Nullable String name(String unit) {
    return names.computeIfAbsent(unit, code -> Optional.ofNullable(units.name(code))).orElse(null);
  }
}
