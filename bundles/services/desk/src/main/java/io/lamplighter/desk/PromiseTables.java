package io.lamplighter.desk;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of promises: a receipt that is asked for again says what it said, whoever looks at
 * the request sees what counts now.
 */
record PromiseTables(Connection connection) {
  /**
   * What a clock says of its promise last.
   *
   * @param withdrawn it does not count any more
   */
  private record Latest(
      String on, String rule, @Nullable Instant dueAt, @Nullable String note, boolean withdrawn) {
    static Latest of(ClockFact fact) {
      ClockFact.About about = fact.about();
      if (fact instanceof ClockFact.Started started) {
        return new Latest(about.on(), about.rule(), started.dueAt(), started.note(), false);
      }
      if (fact instanceof ClockFact.Resumed resumed) {
        return new Latest(about.on(), about.rule(), resumed.dueAt(), null, false);
      }
      if (fact instanceof ClockFact.Rescheduled rescheduled) {
        return new Latest(about.on(), about.rule(), rescheduled.to(), null, false);
      }
      return new Latest(about.on(), about.rule(), null, null, true);
    }
  }

  private static final String FOLLOW =
      """
      insert into desk.promise as p (request_no, rule, due_at, note, withdrawn, later)
      select r.request_no, t.rule, t.due_at, t.note, t.withdrawn, true
        from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::boolean[])
             as t (request_no, rule, due_at, note, withdrawn)
        join desk.request r using (request_no)
      on conflict (request_no, rule) do update
         set now_due_at = case when excluded.withdrawn then p.now_due_at else excluded.due_at end,
             withdrawn = excluded.withdrawn
       where p.withdrawn <> excluded.withdrawn
          or not excluded.withdrawn
             and coalesce(p.now_due_at, p.due_at) is distinct from excluded.due_at""";

  /** What was promised when the request came in is left as it is while the clocks agree. */
  void follow(Collection<ClockFact> facts) throws SQLException {
    Map<String, Latest> latest = new LinkedHashMap<>();
    for (ClockFact fact : facts) {
      Latest one = Latest.of(fact);
      latest.put(one.on() + " " + one.rule(), one);
    }
    Collection<Latest> all = latest.values();
    new Sql(connection, FOLLOW)
        .array(all, Latest::on)
        .array(all, Latest::rule)
        .array(all, one -> text(one.dueAt()))
        .array(all, Latest::note)
        .array(all, one -> Boolean.toString(one.withdrawn()))
        .run();
  }

  static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
