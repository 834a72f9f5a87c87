package io.lamplighter.indices;

import static io.lamplighter.indices.Board.SUPERVISOR;
import static io.lamplighter.indices.Board.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.Described;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.StoreException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What is made of cases, by what they are worth and out of what. */
@NullUnmarked
class MeasuresTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 11, 30);
  private final Board board = new Board();

  /** One case an entry: what {@code value} and {@code outOf} say. */
  private record Plain(Measure measure, Set<Role> readers) implements Index {
    @Override
    public String code() {
      return "plain";
    }

    @Override
    public int edition() {
      return 1;
    }

    @Override
    public Text name() {
      return new Text("Plain", "简单");
    }

    @Override
    public Text formula() {
      return name();
    }

    @Override
    public boolean moreIsBetter() {
      return true;
    }

    @Override
    public Set<String> types() {
      return Set.of("plain.counted");
    }

    @Override
    public void read(Entry entry, Cases cases) {
      Double value = (Double) entry.data().get("value");
      Double outOf = (Double) entry.data().get("outOf");
      cases.put(
          new Case(entry.subject(), "R1", "330602", null, entry.time(), null, null, value, outOf));
    }
  }

  private void plain(String id, double value, double outOf) {
    board.entry(
        "plain.counted",
        id,
        "330602",
        at("2026-11-05T09:00"),
        Map.of("value", value, "outOf", outOf));
  }

  private Figure plain(String step) {
    return board
        .indices
        .figures(SUPERVISOR, new FigureQuery("plain", null, null, null, step, FIRST, LAST))
        .get(0);
  }

  @Test
  void aRatioIsAllByAllAndNotAMeanOfShares() {
    board.with(new Plain(Measure.RATIO, Set.of()));
    plain("1", 30, 60);
    plain("2", 100, 400);
    board.readAll();
    for (String step : List.of("hour", "day", "month")) {
      assertEquals(130 / 460.0, plain(step).value(), step);
      assertEquals(2, plain(step).cases(), step);
      assertNull(plain(step).low(), step);
    }
  }

  @Test
  void whatIsOfNoPopulationCountsForItAndAMarkForNothing() {
    board.with(new Plain(Measure.PER_THOUSAND, Set.of()));
    for (int i = 0; i < 8; i++) {
      plain("order" + i, 0, 1);
    }
    plain("file", 1, 0);
    plain("mark", 0, 0);
    board.readAll();
    for (String step : List.of("hour", "day", "month")) {
      assertEquals(1_000 / 8.0, plain(step).value(), step);
      assertEquals(8, plain(step).cases(), step);
    }
    CaseQuery all = new CaseQuery("plain", null, null, FIRST, LAST, null, null, null, 50);
    assertEquals(9, board.indices.cases(SUPERVISOR, all).items().size());
    CaseQuery files = new CaseQuery("plain", null, null, FIRST, LAST, false, null, null, 50);
    assertEquals(
        List.of("file"),
        board.indices.cases(SUPERVISOR, files).items().stream().map(Case::id).toList());
  }

  @Test
  void whatIsNoNumberGetsIntoNoFigure() {
    board.with(new Plain(Measure.SHARE, Set.of()));
    plain("1", 1, 1);
    board.readAll();
    for (double wrong : List.of(0.5, -1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      plain("2", wrong, 1);
      int last = board.journal.size();
      assertThrows(StoreException.class, () -> board.read(last - 1, last), wrong + "");
    }
    assertEquals(1, plain("day").cases());
  }

  @Test
  void casesThatAreNotForEverybodyAreForThoseTheIndexNames() {
    board.with(new Plain(Measure.SHARE, Set.of(Role.ASSESSOR)));
    plain("1", 1, 1);
    board.readAll();
    assertEquals(1, plain("day").cases());
    CaseQuery query = new CaseQuery("plain", null, null, FIRST, LAST, null, null, null, 50);
    assertThrows(Refusal.Forbidden.class, () -> board.indices.cases(SUPERVISOR, query));
    Caller assessor = new Caller("yan", Caller.Kind.PERSON, Set.of(Role.ASSESSOR), "33", Set.of());
    assertEquals(1, board.indices.cases(assessor, query).items().size());
    assertEquals(
        List.of(false), board.indices.all(SUPERVISOR).stream().map(Described::mayDrill).toList());
  }
}
