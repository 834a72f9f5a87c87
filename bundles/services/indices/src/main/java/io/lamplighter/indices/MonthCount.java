package io.lamplighter.indices;

import io.lamplighter.api.House;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.indices.Indices.Described;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.security.Caller;
import io.lamplighter.indices.MonthReport.Line;
import io.lamplighter.indices.MonthReport.Month;
import io.lamplighter.indices.MonthReport.Ranking;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a region's month comes to, by all indices there are. */
final class MonthCount {
  private final Indices indices;
  private final House house;

  MonthCount(Indices indices, House house) {
    this.indices = indices;
    this.house = house;
  }

  /**
   * @param asking limited to the region
   */
  List<Line> lines(Caller asking, YearMonth month) {
    List<Line> lines = new ArrayList<>();
    for (Described index : indices.all(asking)) {
      List<Ranking> rankings = new ArrayList<>();
      for (String level : levels(asking.region())) {
        rankings.add(ranking(asking, index, level, month));
      }
      lines.add(
          new Line(
              index.code(),
              index.edition(),
              index.name(),
              index.formula(),
              index.types(),
              index.measure(),
              index.moreIsBetter(),
              course(asking, index, month),
              rankings));
    }
    return lines;
  }

  /** The two below the region. */
  private static List<String> levels(String region) {
    return switch (region.length()) {
      case 0, 1, 2, 3 -> List.of("city", "county");
      case 4, 5 -> List.of("county", "station");
      default -> List.of("station", "cell");
    };
  }

  private List<Month> course(Caller asking, Described index, YearMonth month) {
    YearMonth first = month.minusMonths(MonthReport.COURSE - 1L);
    Map<YearMonth, Month> found = new HashMap<>();
    for (Figure one : figures(asking, index, null, "month", first, month)) {
      YearMonth of = YearMonth.from(begin(one).atZone(house.zone()));
      found.put(
          of,
          new Month(
              of.toString(),
              one.cases(),
              one.waiting(),
              one.value(),
              one.low(),
              one.high(),
              one.few()));
    }
    List<Month> course = new ArrayList<>();
    for (YearMonth of = first; !of.isAfter(month); of = of.plusMonths(1)) {
      String written = of.toString();
      Month none = new Month(written, 0, 0, null, null, null, true);
      course.add(found.getOrDefault(of, none));
    }
    return course;
  }

  private static Instant begin(Figure one) {
    Instant begin = one.begin();
    return begin == null ? Instant.EPOCH : begin;
  }

  private Ranking ranking(Caller asking, Described index, String level, YearMonth month) {
    Map<String, Double> before = new HashMap<>();
    YearMonth last = month.minusMonths(1);
    for (Figure one : figures(asking, index, level, null, last, last)) {
      if (one.unit() != null && one.value() != null) {
        before.put(one.unit(), one.value());
      }
    }
    List<Figure> now = figures(asking, index, level, null, month, month);
    return new Ranking(level, Ranks.of(now, index.moreIsBetter(), before));
  }

  private List<Figure> figures(
      Caller asking,
      Described index,
      @Nullable String by,
      @Nullable String step,
      YearMonth from,
      YearMonth to) {
    return indices.figures(
        asking,
        new FigureQuery(index.code(), null, by, null, step, from.atDay(1), to.atEndOfMonth()));
  }
}
