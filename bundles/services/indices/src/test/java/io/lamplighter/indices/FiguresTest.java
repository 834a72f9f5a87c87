package io.lamplighter.indices;

import static io.lamplighter.indices.Board.SUPERVISOR;
import static io.lamplighter.indices.Board.at;
import static io.lamplighter.indices.Board.caller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.kit.shares.Wilson;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Figures by unit and step, and the very requests behind each. */
@NullUnmarked
class FiguresTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 11, 30);
  private final Board board = new Board().with(new OnTime());

  private void clock(String id, String region, String cell, String time, boolean late) {
    Instant at = at(time);
    Map<String, Object> data = new HashMap<>();
    data.put("clock", id);
    data.put("on", "R" + id);
    data.put("rule", "fault.on-site");
    data.put("edition", "1");
    data.put("metAt", at.toString());
    data.put("dueAt", at.toString());
    data.put("late", late);
    if (cell != null) {
      data.put("cell", cell);
    }
    board.entry("clock.met", "R" + id, region, at, data);
  }

  private static FigureQuery by(String level, String under, String step) {
    return new FigureQuery("on-time", null, level, under, step, FIRST, LAST);
  }

  private List<Figure> figures(FigureQuery query) {
    return board.indices.figures(SUPERVISOR, query);
  }

  private Map<String, Long> cases(String level) {
    return figures(by(level, null, null)).stream()
        .collect(Collectors.toMap(Figure::unit, Figure::cases));
  }

  private void november() {
    clock("1", "330602", "G1", "2026-11-01T00:00", false);
    clock("2", "330602", "G1", "2026-11-02T10:59:59", true);
    clock("3", "330602", "G2", "2026-11-02T11:00", false);
    clock("4", "330602", "G3", "2026-11-29T09:00", false);
    clock("5", "330603", "G4", "2026-11-30T23:59:59", true);
    clock("6", "330604", null, "2026-11-15T12:00", false);
    clock("7", "330602", "G1", "2026-10-31T23:59:59", true);
    clock("8", "330602", "G1", "2026-12-01T00:00", true);
    board.readAll();
  }

  @Test
  void eachLevelIsPutTogetherOfTheCellsBelowIt() {
    november();
    assertEquals(Map.of("G1", 2L, "G2", 1L, "G3", 1L, "G4", 1L), cases("cell"));
    assertEquals(Map.of("S1", 3L, "S2", 1L, "S3", 1L), cases("station"));
    assertEquals(Map.of("Y1", 4L, "Y2", 1L, "330604", 1L), cases("county"));
    assertEquals(Map.of("3306", 6L), cases("city"));
    assertEquals(Map.of("33", 6L), cases("province"));
    Figure all = figures(by(null, null, null)).get(0);
    assertNull(all.unit());
    assertEquals(6, all.cases());
    assertEquals(4 / 6.0, all.value());
    assertEquals(Wilson.of(4, 6), new Wilson(all.low(), all.high()));
    assertTrue(all.few());
    assertEquals("unit S1", figures(by("station", null, null)).get(0).name());
  }

  @Test
  void withoutAnOrganisationTheRegionSaysWhatItCan() {
    board.organised = false;
    november();
    assertEquals(Map.of("330602", 4L, "330603", 1L, "330604", 1L), cases("county"));
    assertEquals(Map.of(), cases("station"));
    assertEquals(4, cases("cell").size());
  }

  @Test
  void stepsAreTheHousesDaysAndTheirSumsAreTheWhole() {
    november();
    List<Figure> days = figures(by(null, null, "day"));
    assertEquals(
        List.of(at("2026-11-01T00:00"), at("2026-11-02T00:00")),
        days.stream().limit(2).map(Figure::begin).toList());
    List<Figure> hours = figures(by(null, null, "hour"));
    assertEquals(
        List.of(at("2026-11-01T00:00"), at("2026-11-02T10:00"), at("2026-11-02T11:00")),
        hours.stream().limit(3).map(Figure::begin).toList());
    for (String step : List.of("hour", "day", "month", "year")) {
      assertEquals(6, figures(by(null, null, step)).stream().mapToLong(Figure::cases).sum(), step);
    }
  }

  @Test
  void behindEveryFigureAreJustItsCases() {
    november();
    new MadeUpYear(board, 5, 9).requests(200, at("2026-11-03T00:00"), Duration.ofHours(3));
    board.readAll();
    for (String level : List.of("cell", "station", "county", "city", "province")) {
      for (Figure figure : figures(by(level, null, null))) {
        List<Case> behind = drill(figure.unit(), null);
        assertEquals(figure.cases(), behind.size(), level + " " + figure.unit());
        long kept = behind.stream().filter(one -> one.value() == 1).count();
        assertEquals(figure.value(), (double) kept / behind.size(), level + " " + figure.unit());
      }
    }
    long missed = drill(null, true).size();
    Figure all = figures(by(null, null, null)).get(0);
    assertEquals(Math.round(all.cases() * (1 - all.value())), missed);
  }

  /** All of them, page by page. */
  private List<Case> drill(String under, Boolean missed) {
    List<Case> all = new ArrayList<>();
    String after = null;
    do {
      Page<Case> page =
          board.indices.cases(
              SUPERVISOR,
              new CaseQuery("on-time", null, under, FIRST, LAST, missed, null, after, 7));
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    assertEquals(all.size(), all.stream().map(Case::id).distinct().count());
    return all;
  }

  @Test
  void nobodySeesMoreThanHisRegion() {
    november();
    List<Figure> his = board.indices.figures(caller("330603"), by("city", null, null));
    assertEquals(List.of(1L), his.stream().map(Figure::cases).toList());
    assertEquals(
        1,
        board
            .indices
            .cases(
                caller("330603"),
                new CaseQuery("on-time", null, null, FIRST, LAST, null, null, null, 50))
            .items()
            .size());
  }

  @Test
  void anIndexComesAndGoesWithItsPartAndItsFiguresStay() {
    november();
    OnTime other = new OnTime();
    board.board.add(other);
    assertEquals(1, board.readers.size(), "one of a code");
    board.board.remove(other);
    assertEquals(1, board.board.all().size(), "it was another one that left");
    // As while its bundle is replaced: the new one is there before the old one has left.
    board.board.add(other);
    board.board.remove(board.board.get("on-time"));
    assertEquals(List.of(other), board.board.all(), "whoever waited goes on");
    assertEquals(6, figures(by(null, null, null)).get(0).cases());
    board.board.remove(board.board.get("on-time"));
    assertEquals(List.of(), board.readers);
    assertEquals(
        "index.unknown",
        assertThrows(Refusal.NotFound.class, () -> figures(by(null, null, null))).code());
    board.with(new OnTime());
    assertEquals(6, figures(by(null, null, null)).get(0).cases());
    assertEquals(List.of("fault.on-site"), board.indices.all(SUPERVISOR).get(0).parts());
  }

  @Test
  void aMonthHasTheUnitsOfItsLastMoment() {
    board.now = at("2027-03-01T00:00");
    clock("1", "330602", "G3", "2027-01-31T23:59:59", false);
    clock("2", "330602", "G3", "2027-02-01T00:00", false);
    board.readAll();
    assertEquals(List.of("Y1"), countiesOf(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31)));
    assertEquals(List.of("Y2"), countiesOf(LocalDate.of(2027, 2, 1), LocalDate.of(2027, 2, 28)));
    assertEquals(
        1,
        board
            .indices
            .cases(
                SUPERVISOR,
                new CaseQuery(
                    "on-time",
                    null,
                    "Y1",
                    LocalDate.of(2027, 1, 1),
                    LocalDate.of(2027, 1, 31),
                    null,
                    null,
                    null,
                    50))
            .items()
            .size());
  }

  private List<String> countiesOf(LocalDate from, LocalDate to) {
    return figures(new FigureQuery("on-time", null, "county", null, null, from, to)).stream()
        .map(Figure::unit)
        .toList();
  }

  @Test
  void whatBelongsToAStationIsOfNoCell() {
    clock("1", "330602", "S1", "2026-11-05T09:00", false);
    board.readAll();
    assertEquals(Map.of("S1", 1L), cases("station"));
    assertEquals(Map.of("Y1", 1L), cases("county"));
    assertEquals(Map.of(), cases("cell"));
    assertEquals(1, drill("S1", null).size());
  }

  @Test
  void moreThanCanBeShownIsRefusedAndNotCutOff() {
    board.work.run(
        t -> {
          new Sql(
                  t.connection(),
                  "insert into indices.counted select 'on-time', 1, c || '.' || h, 'R', '330602',"
                      + " 'H' || c, timestamptz '2026-11-01T00:30+08:00' + interval '1 hour' * h,"
                      + " 'rule', null, 1 from generate_series(1, 28) c, generate_series(0, 719) h")
              .run();
          new Sql(
                  t.connection(),
                  "insert into indices.tally select index, edition, part,"
                      + " (at at time zone 'Asia/Shanghai')::date, region, cell, count(*), 0,"
                      + " sum(value) from indices.counted group by 1, 2, 3, 4, 5, 6")
              .run();
        });
    Refusal.Invalid wrong =
        assertThrows(Refusal.Invalid.class, () -> figures(by("cell", null, "hour")));
    assertEquals("/step", wrong.errors().get(0).pointer());
    assertEquals(720, figures(by("cell", "H3", "hour")).size());
    assertEquals(28 * 720, figures(by(null, null, null)).get(0).cases());
  }

  @Test
  void noYearIsTooFar() {
    for (LocalDate day : List.of(LocalDate.MIN, LocalDate.of(1900, 1, 1), LocalDate.MAX)) {
      Refusal.Invalid wrong =
          assertThrows(
              Refusal.Invalid.class,
              () -> figures(new FigureQuery("on-time", null, null, null, null, day, day)));
      assertEquals(1, wrong.errors().size(), day + "");
    }
    String far = "+999999999-12-31T23:59:59Z_c";
    assertThrows(
        Refusal.Invalid.class,
        () ->
            board.indices.cases(
                SUPERVISOR,
                new CaseQuery("on-time", null, null, FIRST, LAST, null, null, far, 50)));
  }

  @Test
  void whatIsWrongWithAQuestionIsNamed() {
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () -> figures(new FigureQuery("on-time", null, "post", null, "week", LAST, FIRST)));
    assertEquals(
        List.of("/by", "/step", "/to"), wrong.errors().stream().map(one -> one.pointer()).toList());
    assertThrows(
        Refusal.Invalid.class,
        () ->
            figures(
                new FigureQuery("on-time", null, null, null, "hour", FIRST, FIRST.plusDays(31))));
    assertThrows(
        Refusal.Invalid.class,
        () ->
            board.indices.cases(
                SUPERVISOR,
                new CaseQuery("on-time", null, null, FIRST, LAST, null, null, "x", 50)));
  }
}
