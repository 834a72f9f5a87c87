package io.lamplighter.visits;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.Visits.Rate;
import io.lamplighter.kit.shares.Wilson;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of visits, and what they come to by unit. */
record VisitQueries(Connection connection) {
  /** By what rates are grouped, and the column that has it. */
  static final Map<String, String> UNITS =
      Map.of(
          "cell", "cell",
          "station", "station",
          "county", "county",
          "city", "city",
          "province", "province",
          "kind", "kind");

  private static final int MOST_UNITS = 5_000;

  /**
   * Calls in order of the next try, all else newest first; of the calls that are due, those that
   * the caller may do.
   *
   * @param now which calls are due
   */
  Page<Visit> find(VisitQuery query, Caller caller, Instant now) throws SQLException {
    StringBuilder words = new StringBuilder("starts_with(region, ?)");
    List<Object> values = new ArrayList<>(List.of(caller.region()));
    VisitState state = query.state();
    add(words, values, "state = ?", state == null ? null : state.name());
    add(words, values, "kind = ?", query.kind());
    add(words, values, "starts_with(region, ?)", query.region());
    add(words, values, "cell = ?", query.cell());
    add(words, values, "request_no = ?", query.requestNo());
    Boolean bad = query.bad();
    if (bad != null) {
      words.append(bad ? " and score <= bad_at" : " and score > bad_at");
    }
    boolean calls = state == VisitState.CALLING;
    if (query.due() != null) {
      words.append(query.due() ? " and next_at <= ?" : " and next_at > ?");
      values.add(now);
    }
    if (calls && Boolean.TRUE.equals(query.due())) {
      // Who did the work cannot do the visit: it is not his to do.
      words.append(
          " and not exists (select 1 from visits.worker where worker.request_no = visit.request_no"
              + " and actor = ?)");
      values.add(caller.actor());
    }
    String after = query.after();
    if (after != null) {
      place(words, values, after, calls);
    }
    values.add(query.limit() + 1);
    List<OneVisit> found =
        new Sql(
                connection,
                "select"
                    + VisitTables.COLUMNS
                    + "from visits.visit where "
                    + words
                    + (calls ? " order by next_at, seq" : " order by seq desc")
                    + " limit ?")
            .with(values.toArray())
            .list(VisitTables::visit);
    Map<String, List<Visit.Try>> tries =
        new VisitTables(connection).tries(found.stream().map(one -> one.id).toList());
    return Page.cut(found, query.limit(), one -> cursor(one, calls))
        .map(one -> one.shown(tries.getOrDefault(one.id, List.of())));
  }

  private static String cursor(OneVisit last, boolean calls) {
    return calls ? Objects.requireNonNull(last.nextAt) + "_" + last.seq : Long.toString(last.seq);
  }

  private static void place(StringBuilder words, List<Object> values, String after, boolean calls) {
    int mark = after.indexOf('_');
    try {
      if (calls) {
        values.add(Instant.parse(after.substring(0, Math.max(0, mark))));
        words.append(" and (next_at, seq) > (?, ?)");
      } else {
        words.append(" and seq < ?");
      }
      values.add(Long.parseLong(after.substring(mark + 1)));
    } catch (DateTimeException | NumberFormatException e) {
      throw new Refusal.Invalid("/after", "must be the next of a page", "须为上一页的 next");
    }
  }

  private static void add(
      StringBuilder words, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      words.append(" and ").append(condition);
      values.add(value);
    }
  }

  /**
   * What those who are asked have said of work that was done in that time.
   *
   * @param by of {@link #UNITS}
   */
  List<Rate> rates(String by, Instant from, Instant to, @Nullable String kind, String region)
      throws SQLException {
    String unit = Objects.requireNonNull(UNITS.get(by));
    return new Sql(
            connection,
            "select "
                + unit
                + ", count(*),"
                + " count(*) filter (where to_ask),"
                + " count(*) filter (where to_ask and told and not own_work),"
                + " count(*) filter (where to_ask and state = 'NOT_REACHED'),"
                + " count(*) filter (where to_ask and told and not own_work and score >= "
                + Satisfaction.SATISFIED
                + "),"
                + " avg(score) filter (where to_ask and told and not own_work),"
                + " count(*) filter (where told and (own_work or not coalesce(to_ask, false)))"
                + " from visits.visit where resolved_at >= ? and resolved_at < ?"
                + " and starts_with(region, ?) and not drill and "
                + unit
                + " is not null and (?::text is null or kind = ?) group by 1 order by 1 limit ?")
        .with(from, to, region, kind, kind, MOST_UNITS)
        .list(
            row ->
                rate(
                    row.text(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.maybeDecimal(),
                    row.number()));
  }

  private static Rate rate(
      String unit,
      long resolved,
      long asked,
      long answered,
      long notReached,
      long satisfied,
      @Nullable Double mean,
      long unasked) {
    Wilson within = answered == 0 ? null : Wilson.of(satisfied, answered);
    return new Rate(
        unit,
        resolved,
        asked,
        answered,
        notReached,
        satisfied,
        mean,
        answered == 0 ? null : (double) satisfied / answered,
        within == null ? null : within.low(),
        within == null ? null : within.high(),
        answered < Wilson.FEW,
        unasked);
  }
}
