package io.lamplighter.indices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * How long the figures of a city take with a year of a million requests behind them, and how fast a
 * journal is read. The limit is a second for any month.
 */
@NullUnmarked
class IndicesBench {
  private static final int CASES = Integer.getInteger("cases", 1_000_000);
  private static final int CELLS = 400;
  private static final int ENTRIES = 20_000;

  @Test
  void measure() {
    Board board = new Board().with(new OnTime());
    board.work.run(
        t -> {
          new Sql(
                  t.connection(),
                  "insert into indices.counted select 'on-time', 1, 'c' || i, 'R' || i,"
                      + " '3306' || lpad((i % 400 % 9)::text, 2, '0'), 'K' || i % "
                      + CELLS
                      + ", timestamptz '2026-01-01' + interval '31 seconds' * i, 'rule' || i % 8,"
                      + " null, (i % 33 <> 0)::int from generate_series(1, "
                      + CASES
                      + ") i")
              .run();
          new Sql(
                  t.connection(),
                  "insert into indices.tally select index, edition, part,"
                      + " (at at time zone 'Asia/Shanghai')::date, region, cell, count(*), 0,"
                      + " sum(value) from indices.counted group by 1, 2, 3, 4, 5, 6")
              .run();
        });
    board.work.run(t -> new Sql(t.connection(), "analyze indices.counted").call());
    board.work.run(t -> new Sql(t.connection(), "analyze indices.tally").call());
    LocalDate june = LocalDate.of(2026, 6, 1);
    LocalDate end = june.plusDays(29);
    for (String step : new String[] {null, "month", "day", "hour"}) {
      for (String by : new String[] {null, "province", "city", "county", "station", "cell"}) {
        String named = "a month by " + by + (step == null ? "" : ", each " + step);
        show(named, () -> figures(board, by, step, june, end));
      }
    }
    LocalDate first = LocalDate.of(2025, 1, 1);
    show("two years by month", () -> figures(board, null, "month", first, first.plusDays(729)));
    show(
        "a page of a month's cases",
        () ->
            board.indices.cases(
                Board.SUPERVISOR,
                new CaseQuery("on-time", null, "K7", june, end, true, null, null, 100)));
    reading();
  }

  private static Object figures(Board board, String by, String step, LocalDate from, LocalDate to) {
    return board.indices.figures(
        Board.SUPERVISOR, new FigureQuery("on-time", null, by, null, step, from, to));
  }

  private static void show(String name, Runnable work) {
    long best = Long.MAX_VALUE;
    long worst = 0;
    String refused = "";
    for (int i = 0; i < 5; i++) {
      long before = System.nanoTime();
      try {
        work.run();
      } catch (Refusal.Invalid tooMany) {
        refused = ", refused: too many figures at once";
      }
      long took = System.nanoTime() - before;
      best = Math.min(best, took);
      worst = Math.max(worst, took);
    }
    System.out.printf(
        Locale.ROOT,
        "IndicesBench %s: %.0f to %.0f ms%s%n",
        name,
        best / 1e6,
        worst / 1e6,
        refused);
  }

  private static void reading() {
    Board board = new Board().with(new OnTime(), new FirstAnswer(), new RepeatCalls());
    new MadeUpYear(board, 1, 3_000)
        .requests(ENTRIES / 5, Board.at("2026-01-01T00:00"), Duration.ofMinutes(5));
    long before = System.nanoTime();
    for (int from = 0; from < board.journal.size(); from += 500) {
      board.read(from, Math.min(board.journal.size(), from + 500));
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "IndicesBench three indices: %,.0f entries/s%n",
        board.journal.size() / seconds);
  }
}
