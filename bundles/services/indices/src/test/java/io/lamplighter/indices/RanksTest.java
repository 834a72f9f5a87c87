package io.lamplighter.indices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.indices.Indices.Figure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Nobody is placed before another whom chance alone may have put behind. */
@NullUnmarked
class RanksTest {
  private static Figure figure(String unit, long cases, Double value, Double low, Double high) {
    return new Figure(unit, null, null, cases, 0, value, low, high, cases < 10);
  }

  private static List<String> places(List<Figure> figures, boolean more) {
    return Ranks.of(figures, more, Map.of("a", 0.5)).stream()
        .map(one -> one.unit() + " " + one.best() + " " + one.worst() + " " + one.before())
        .toList();
  }

  @Test
  void whoseIntervalsOverlapShareTheirPlaces() {
    List<Figure> figures =
        List.of(
            figure("c", 3, 1.0, 0.44, 1.0),
            figure("b", 100, 0.95, 0.89, 0.98),
            figure("a", 100, 0.97, 0.91, 0.99),
            figure("d", 100, 0.60, 0.50, 0.69),
            figure("e", 0, null, null, null));
    assertEquals(
        List.of("a 1 2 0.5", "b 1 2 null", "d 3 3 null", "c 0 0 null", "e 0 0 null"),
        places(figures, true));
    assertEquals(
        List.of("d 1 1 null", "b 2 3 null", "a 2 3 0.5", "c 0 0 null", "e 0 0 null"),
        places(figures, false));
  }

  @Test
  void withoutIntervalsTheFiguresSayIt() {
    List<Figure> figures =
        List.of(
            figure("a", 20, 9.0, null, null),
            figure("b", 20, 5.0, null, null),
            figure("c", 20, 9.0, null, null));
    assertEquals(List.of("b 1 1 null", "a 2 3 0.5", "c 2 3 null"), places(figures, false));
  }
}
