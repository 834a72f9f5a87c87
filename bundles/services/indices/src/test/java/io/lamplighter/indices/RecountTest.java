package io.lamplighter.indices;

import static io.lamplighter.indices.Board.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.Recount;
import io.lamplighter.store.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures that follow the journal are those of a full recount, by SQL that knows no code. */
@NullUnmarked
class RecountTest {
  private static final String DAY = "(%s at time zone 'Asia/Shanghai')::date::text";

  private static final String ON_TIME =
      """
      with fact as (
        select data ->> 'clock' clock, data ->> 'rule' rule, coalesce(data ->> 'cell', '') cell, type,
               (data ->> 'metAt')::timestamptz met, (data ->> 'dueAt')::timestamptz due,
               coalesce((data ->> 'late')::boolean, false) late
          from raw where type like 'clock.%' and not drill and data -> 'mean' is null),
      judged as (
        select clock, rule, cell,
               min(met) filter (where type = 'clock.met' and not late) kept,
               min(due) filter (where type = 'clock.breached') breached,
               min(due) filter (where type = 'clock.met' and late) late
          from fact f
         where not exists (select 1 from fact w where w.clock = f.clock and w.type = 'clock.withdrawn')
         group by 1, 2, 3)
      select rule, DAY(coalesce(kept, breached, late)), cell, count(*), 0,
             count(kept)
        from judged group by 1, 2, 3""";

  private static final String FIRST_ANSWER =
      """
      with fact as (
        select *, data ->> 'requestNo' no from raw
         where type like 'request.%' and type <> 'request.matched' and not drill),
      request as (
        select no, min((data ->> 'receivedAt')::timestamptz) received,
               min(at) filter (where type in ('request.triaged', 'request.arrived', 'request.resolved')) handled,
               max(at) filter (where type in ('request.merged', 'request.cancelled')) gone,
               max(at) filter (where type = 'request.unmerged') back,
               min(data ->> 'kind') kind,
               coalesce((array_agg(data ->> 'cell' order by id desc)
                 filter (where type not in ('request.closed', 'request.reopened')))[1], '') cell
          from fact group by 1)
      select kind, DAY(received), cell, count(handled), count(*) - count(handled),
             coalesce(sum(round(extract(epoch from handled - received) / 60 * 65536) / 65536), 0)
        from request where gone is null or handled < gone or back > gone group by 1, 2, 3""";

  private static final String FIRST_CALL =
      """
      with fact as (
        select *, data ->> 'requestNo' no, data ->> 'customerNo' customer from raw
         where type in ('request.received', 'request.matched', 'request.located', 'request.merged',
           'request.unmerged', 'request.cancelled', 'request.closed', 'request.reopened') and not drill),
      request as (
        select no, min((data ->> 'receivedAt')::timestamptz) received, max(customer) customer,
               min(id) filter (where type = 'request.closed') closed,
               min(id) filter (where customer is not null) known,
               bool_or(type = 'request.reopened') reopened,
               max(id) filter (where type in ('request.merged', 'request.cancelled')) gone,
               max(id) filter (where type = 'request.unmerged') back,
               min(data ->> 'kind') kind,
               coalesce((array_agg(data ->> 'cell' order by id desc))[1], '') cell
          from fact group by 1),
      judged as (
        select one.*, not reopened and not exists (select 1 from request other
                  where other.customer = one.customer
                    and (other.received, other.no) > (one.received, one.no)
                    and other.received <= one.received + interval '7 days') settled
          from request one
         where (gone is null or back > gone) and (closed is null or known <= closed))
      select kind, DAY(received), cell, count(closed), count(*) - count(closed),
             count(*) filter (where closed is not null and settled)
        from judged group by 1, 2, 3""";

  private static final String REPEAT_CALLS =
      """
      with fact as (
        select *, data ->> 'requestNo' no from raw
         where type in ('request.received', 'request.matched', 'request.located') and not drill),
      request as (
        select no, min((data ->> 'receivedAt')::timestamptz) received, max(data ->> 'customerNo') customer,
               coalesce((array_agg(data ->> 'cell' order by id desc))[1], '') cell
          from fact group by 1),
      judged as (
        select one.*, exists (select 1 from request other where other.customer = one.customer
                  and (other.received, other.no) < (one.received, one.no)
                  and other.received >= one.received - interval '7 days') again
          from request one)
      select '', DAY(received), cell, count(customer), count(*) - count(customer),
             count(*) filter (where customer is not null and again)
        from judged group by 1, 2, 3""";

  private record Place(String part, String day, String cell) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return toString().compareTo(other.toString());
    }
  }

  private record Sum(long cases, long waiting, long thousandths) {}

  @ParameterizedTest
  @ValueSource(longs = {20261130, 7, 4711})
  void inWhateverBatchesTheJournalIsReadTheFiguresAreTheSame(long seed) throws SQLException {
    Board board = desks();
    // A customer calls every four days or so: near a week there are many.
    new MadeUpYear(board, seed, 12).requests(700, at("2026-09-20T00:00"), Duration.ofHours(2));
    Random random = new Random(seed);
    for (int from = 0; from < board.journal.size(); ) {
      int to = Math.min(board.journal.size(), from + 1 + random.nextInt(60));
      board.read(from, to);
      if (random.nextInt(4) == 0) {
        // As after a crash between the batch and whoever was to know of it.
        board.read(from, to);
      }
      from = to;
    }
    recounted(board);
  }

  @Test
  void theWholeJournalReadAgainChangesNothing() throws SQLException {
    Board board = desks();
    new MadeUpYear(board, 1, 12).requests(300, at("2026-11-20T00:00"), Duration.ofHours(2));
    board.readAll();
    recounted(board);
    SortedMap<Place, Sum> before = tallies("repeat-calls");
    board.readAll();
    assertEquals(before, tallies("repeat-calls"));
    recounted(board);
  }

  private static Board desks() {
    return new Board().with(new OnTime(), new FirstAnswer(), new FirstCall(), new RepeatCalls());
  }

  private static void recounted(Board board) throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      Recount.load(connection, board.journal);
      same("on-time", recount(connection, ON_TIME));
      same("first-answer", recount(connection, FIRST_ANSWER));
      same("first-call", recount(connection, FIRST_CALL));
      same("repeat-calls", recount(connection, REPEAT_CALLS));
      new Sql(connection, "drop table raw").call();
    }
  }

  private static void same(String index, SortedMap<Place, Sum> recounted) throws SQLException {
    assertTrue(recounted.size() > 20, index + " has too little to compare: " + recounted);
    assertEquals(recounted, tallies(index), index);
  }

  private static SortedMap<Place, Sum> recount(Connection connection, String words)
      throws SQLException {
    return sums(connection, words.replaceAll("DAY\\(((?:[^()]|\\([^()]*\\))*)\\)", dayOf("$1")));
  }

  private static String dayOf(String time) {
    return DAY.formatted(time);
  }

  private static SortedMap<Place, Sum> tallies(String index) throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      return sums(
          connection,
          "select part, day::text, cell, cases, waiting, total from indices.tally where index = '"
              + index
              + "' and (cases <> 0 or waiting <> 0)");
    }
  }

  private static SortedMap<Place, Sum> sums(Connection connection, String words)
      throws SQLException {
    SortedMap<Place, Sum> sums = new TreeMap<>();
    new Sql(connection, words)
        .each(
            row ->
                sums.put(
                    new Place(row.text(), row.text(), row.text()),
                    new Sum(row.number(), row.number(), Math.round(row.decimal() * 1_000))));
    return sums;
  }
}
