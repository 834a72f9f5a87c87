package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.Mean;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of clocks, and what averages come to. */
record ClockQueries(Connection connection) {
  private static final String LIVE = "state in ('running', 'paused', 'breached')";

  /** Of a place among those without a due instant. */
  private static final String NEVER = "never";

  private static final double MINUTE_MS = 60_000;

  /** Those without a due instant come last: each part is read in order of the index. */
  Page<RunningClock> find(ClockQuery query, String callersRegion) throws SQLException {
    Place place = query.after() == null ? null : Place.parse(query.after());
    StringBuilder words = new StringBuilder("starts_with(region, ?)");
    List<Object> values = new ArrayList<>(List.of(callersRegion));
    State state = query.state();
    if (isOver(state)) {
      checkNarrow(query);
    } else if (state != null || query.on() == null) {
      words.append(" and ").append(LIVE);
    }
    add(words, values, "state = ?", state == null ? null : state.wire());
    add(words, values, "subject = ?", query.on());
    add(words, values, "rule = ?", query.rule());
    add(words, values, "starts_with(region, ?)", query.region());
    add(words, values, "cell = ?", query.cell());
    add(words, values, "due_at < ?", query.dueBefore());
    int most = query.limit() + 1;
    List<RunningClock> found = new ArrayList<>();
    if (place == null || place.due() != null) {
      found.addAll(due(words.toString(), values, place, most));
    }
    if (found.size() < most) {
      String after = place == null || place.due() != null ? "" : place.id();
      found.addAll(never(words.toString(), values, after, most - found.size()));
    }
    return Page.cut(found, query.limit(), Place::of);
  }

  private static boolean isOver(@Nullable State state) {
    return state == State.MET || state == State.WITHDRAWN;
  }

  /** What is over is kept for more than a year: nobody reads through all of it. */
  private static void checkNarrow(ClockQuery query) {
    if (query.on() == null && query.rule() == null && query.dueBefore() == null) {
      throw new Refusal.Invalid(
          "/state",
          "needs on, rule or dueBefore as well when it asks for clocks that are over",
          "查询已结束的时限，须同时给出 on、rule 或 dueBefore");
    }
  }

  private List<RunningClock> due(String words, List<Object> values, @Nullable Place after, int most)
      throws SQLException {
    List<Object> all = new ArrayList<>(values);
    String place = " and due_at is not null";
    if (after != null) {
      place = " and (due_at, id) > (?, ?)";
      all.add(Objects.requireNonNull(after.due()));
      all.add(after.id());
    }
    return some(words + place + " order by due_at, id", all, most);
  }

  private List<RunningClock> never(String words, List<Object> values, String after, int most)
      throws SQLException {
    List<Object> all = new ArrayList<>(values);
    all.add(after);
    return some(words + " and due_at is null and id > ? order by due_at, id", all, most);
  }

  private List<RunningClock> some(String words, List<Object> values, int most) throws SQLException {
    values.add(most);
    return new Sql(
            connection,
            "select " + ClockTables.COLUMNS + " from clocks.clock where " + words + " limit ?")
        .with(values.toArray())
        .list(ClockTables::clock);
  }

  private static void add(
      StringBuilder words, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      words.append(" and ").append(condition);
      values.add(value);
    }
  }

  /**
   * Where a page ends.
   *
   * @param due null among those without
   */
  private record Place(@Nullable Instant due, String id) {
    static String of(RunningClock last) {
      Instant due = last.dueAt;
      return (due == null ? NEVER : due.toString()) + "_" + last.id;
    }

    static Place parse(String after) {
      int mark = Math.max(0, after.indexOf('_'));
      String due = after.substring(0, mark);
      try {
        return new Place(due.equals(NEVER) ? null : Instant.parse(due), after.substring(mark + 1));
      } catch (DateTimeException e) {
        throw new Refusal.Invalid("/after", "must be the next of a page", "须为上一页的 next");
      }
    }
  }

  /** Of those that were met in that time. */
  Mean mean(String rule, Instant from, Instant to, @Nullable String cell, String region)
      throws SQLException {
    return new Sql(
            connection,
            """
            select count(*),
                   avg(extract(epoch from ended_at - started_at) * 1000 - paused_ms),
                   min(amount)
              from clocks.clock
             where rule = ? and mean and state = 'met' and ended_at >= ? and ended_at < ?
               and starts_with(region, ?) and (?::text is null or cell = ?)""")
        .with(rule, from, to, region, cell, cell)
        .only(
            row -> {
              long count = row.number();
              Double ms = row.maybeDecimal();
              return new Mean(count, ms == null ? null : ms / MINUTE_MS, row.maybeNumber());
            });
  }
}
