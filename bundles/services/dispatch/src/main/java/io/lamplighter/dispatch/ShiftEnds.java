package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.CrewFact;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells of each shift that is over what was done in it, once. */
final class ShiftEnds {
  /** So long after a shift phones without a line may still tell of it. */
  static final Duration PATIENCE = Duration.ofHours(4);

  /** Who was away for longer tells nothing of older ones. */
  private static final Duration OLDEST = Duration.ofDays(40);

  static final int AT_ONCE = 200;

  private static final String TAKE =
      """
      insert into dispatch.shift_told (crew, from_at)
      select s.crew, s.from_at from dispatch.shift s
       where s.to_at <= ? and s.to_at > ? and not s.on_call
         and s.from_at < ? and s.from_at > ?::timestamptz - interval '24 hours'
         and s.to_at - s.from_at > coalesce(s.rest_to - s.rest_from, interval '0')
         and not exists (select from dispatch.shift_told t
                          where t.crew = s.crew and t.from_at = s.from_at)
       order by s.to_at, s.crew limit ?
      on conflict do nothing
      returning crew, from_at""";

  /** A visit is of the shift in which it begins, by whom of the crew it is told. */
  private static final String DONE =
      """
      with told as (
        select * from unnest(?::text[], ?::timestamptz[]) as t (crew, from_at)),
      ended as (
        select s.*, coalesce(l.station, c.station) station, c.region
          from told join dispatch.shift s using (crew, from_at)
          join dispatch.crew c on c.code = s.crew
          left join dispatch.loan l on l.crew = s.crew and l.from_at = s.from_at),
      visit as (
        select o.crew, o.from_at, o.to_at, a.work_order,
               min(a.done_at) filter (where a.kind = 'depart') departed,
               min(a.done_at) filter (where a.kind = 'arrive') arrived,
               max(a.done_at) filter (where a.kind in ('finish', 'fail')) left_at
          from ended o join dispatch.member m on m.crew = o.crew
          join dispatch.act a on a.actor = m.login and a.outcome <> 'conflict'
           and a.done_at >= o.from_at and a.done_at < o.to_at + interval '4 hours'
         where a.received_at > (select min(from_at) from ended) - interval '1 day'
         group by 1, 2, 3, 4),
      done as (
        select crew, from_at, count(*) visits,
               coalesce(sum(extract(epoch from arrived - departed)) filter (where arrived > departed), 0) way,
               coalesce(sum(extract(epoch from left_at - arrived)) filter (where left_at > arrived), 0) work
          from visit where least(departed, arrived) < to_at group by 1, 2)
      select o.crew, o.station, o.region, o.from_at, o.to_at,
             floor(extract(epoch from o.to_at - o.from_at
               - coalesce(o.rest_to - o.rest_from, interval '0')) / 60)::bigint,
             round(coalesce(d.way, 0) / 60)::bigint, round(coalesce(d.work, 0) / 60)::bigint,
             coalesce(d.visits, 0)
        from ended o left join done d using (crew, from_at) order by o.to_at, o.crew""";

  private final CrewDesk desk;

  ShiftEnds(CrewDesk desk) {
    this.desk = desk;
  }

  /** How many were told of. */
  int tell() {
    return desk.work().call(this::tell);
  }

  private record Shift(String crew, Instant from) {}

  private int tell(Transaction transaction) throws SQLException {
    Instant until = desk.now().minus(PATIENCE);
    List<Shift> over =
        new Sql(transaction.connection(), TAKE)
            .with(until, until.minus(OLDEST), until, until.minus(OLDEST), AT_ONCE)
            .list(row -> new Shift(row.text(), row.time()));
    if (over.isEmpty()) {
      return 0;
    }
    List<Fact> facts =
        new Sql(transaction.connection(), DONE)
            .array(over, Shift::crew)
            .array(over, one -> one.from().toString())
            .list(ShiftEnds::fact);
    desk.journal().append(transaction, CrewDesk.SOURCE, facts);
    return facts.size();
  }

  private static Fact fact(Row row) throws SQLException {
    String crew = row.text();
    String station = row.text();
    String region = row.text();
    CrewFact.ShiftEnded ended =
        new CrewFact.ShiftEnded(
            crew,
            station,
            row.time(),
            row.time(),
            row.number(),
            row.number(),
            row.number(),
            row.number());
    return Fact.of(ended, crew, region, Caller.system(CrewDesk.SOURCE).actor());
  }
}
