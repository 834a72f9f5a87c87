package io.lamplighter.intake.meters;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of suspected outages: opened, joined and closed by sets of events, and followed by the
 * desk's requests. Rows of several are locked in the order of their ids.
 */
final class OutageTables {
  /**
   * When several last gasps are an outage.
   *
   * @param meters how many different meters
   * @param window how far apart in time, by the meters' clocks, from a new one
   * @param stale a last gasp older than this opens nothing any more
   * @param longest after that an outage of which nothing was heard is taken for over
   */
  record Rule(int meters, Duration window, Duration stale, Duration longest) {}

  /** A suspected outage. */
  record Outage(
      long id,
      String transformer,
      String region,
      String customerNo,
      int meters,
      Instant firstAt,
      @Nullable String requestNo) {}

  private static final String COLUMNS =
      " id, transformer, region, customer_no, meters, first_at, request_no ";

  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtextextended('meters ' || transformer, 0))
        from (select transformer from unnest(?::text[]) transformer order by 1) sorted""";

  private static final String EXPIRE =
      """
      update meters.outage set closed_at = ?::timestamptz, closed_by = 'expired'
       where id in (select id from meters.outage
                     where transformer = any (?::text[]) and closed_at is null
                       and opened_at < ?::timestamptz
                     order by id for update)""";

  /**
   * For each transformer the first new gasp that has neighbours enough: near in time, without power
   * and in no outage yet. Of a storm's many gasps only so many are looked at.
   */
  private static final String OPEN =
      """
      with gasp as materialized (
        select distinct transformer, at
          from unnest(?::text[], ?::timestamptz[]) t (transformer, at)
         where at >= ?::timestamptz)
      insert into meters.outage (transformer, region, customer_no, meters, first_at, opened_at)
      select t.transformer, found.region, found.customer_no, found.meters, found.first_at,
             ?::timestamptz
        from (select distinct transformer from gasp) t
       cross join lateral (
          select near.*
            from (select at from gasp where transformer = t.transformer order by at) n
           cross join lateral (
              select min(e.region) as region, min(e.customer_no) as customer_no,
                     count(distinct e.meter) as meters, min(e.at) as first_at
                from (select ?::interval as width) w
                join meters.event e on e.transformer = t.transformer and e.effect = 'lost'
                                   and e.outage is null
                                   and e.at between n.at - w.width and n.at + w.width
               where not exists (select from meters.event r
                                  where r.meter = e.meter and r.effect = 'restored' and r.customer_no is not null
                                    and r.at >= e.at)) near
           where near.meters >= ?
           order by n.at
           limit 1) found
       where not exists (select from meters.outage o
                          where o.transformer = t.transformer and o.closed_at is null)
       order by t.transformer
      returning""";

  private static final String JOIN =
      """
      update meters.event e set outage = o.id
        from meters.outage o
       where o.id = any (?::bigint[])
         and e.transformer = o.transformer and e.effect = 'lost' and e.outage is null
         and e.at >= o.first_at - ?::interval""";

  private static final String CLOSE =
      """
      update meters.outage set closed_at = ?::timestamptz, closed_by = 'request'
       where request_no = any (?::text[]) and closed_at is null
      returning""";

  private static final String RESTORE =
      """
      update meters.outage o set closed_at = ?::timestamptz, closed_by = 'restored'
       where o.id in (select id from meters.outage
                       where transformer = any (?::text[]) and closed_at is null
                       order by id for update)
         and not exists (
           select from meters.event e
            where e.outage = o.id
              and not exists (select from meters.event r
                               where r.meter = e.meter and r.effect = 'restored' and r.customer_no is not null
                                 and r.at >= e.at))
      returning""";

  private final Connection connection;

  OutageTables(Connection connection) {
    this.connection = connection;
  }

  /** Nobody else judges these transformers until this transaction ends. */
  void lock(Collection<String> transformers) throws SQLException {
    new Sql(connection, LOCK).array(transformers).call();
  }

  /** Takes the outages of these transformers for over of which nothing was heard for too long. */
  void expire(Collection<String> transformers, Duration longest, Instant now) throws SQLException {
    new Sql(connection, EXPIRE).with(now).array(transformers).with(now.minus(longest)).run();
  }

  /**
   * Opens the outages that new last gasps give reason for; these and their neighbours join.
   *
   * @param gasps those that have joined no open outage
   */
  List<Outage> open(List<EventTables.Row> gasps, Rule rule, Instant now) throws SQLException {
    List<Outage> opened =
        new Sql(connection, OPEN + COLUMNS)
            .array(gasps, EventTables.Row::transformer)
            .array(gasps, row -> row.event().at().toString())
            .with(now.minus(rule.stale()), now, rule.window().toString(), rule.meters())
            .list(OutageTables::outage);
    if (!opened.isEmpty()) {
      new Sql(connection, JOIN)
          .array(opened, outage -> Long.toString(outage.id()))
          .with(rule.window().toString())
          .run();
    }
    return opened;
  }

  /** Closes the outages of these transformers of which every meter is back. */
  List<Outage> restore(Collection<String> transformers, Instant now) throws SQLException {
    return new Sql(connection, RESTORE + COLUMNS)
        .with(now)
        .array(transformers)
        .list(OutageTables::outage);
  }

  /** Those of which the desk has not been told yet. */
  List<Outage> waiting() throws SQLException {
    return new Sql(
            connection,
            "select"
                + COLUMNS
                + "from meters.outage where request_no is null and refused is null order by id"
                + " limit 500")
        .list(OutageTables::outage);
  }

  /** The commit does not wait for the disk: for what is done again when a crash takes it back. */
  void commitLightly() throws SQLException {
    new Sql(connection, "set local synchronous_commit = off").call();
  }

  void told(long id, @Nullable String requestNo, @Nullable String refused) throws SQLException {
    new Sql(connection, "update meters.outage set request_no = ?, refused = ? where id = ?")
        .with(requestNo, refused, id)
        .run();
  }

  /** Keeps others from these outages, and from those of these requests. */
  void hold(Collection<Long> ids, Collection<String> requestNos) throws SQLException {
    new Sql(
            connection,
            """
            select id from meters.outage
             where id = any (?::bigint[]) or request_no = any (?::text[]) and closed_at is null
             order by id for update""")
        .array(ids, id -> Long.toString(id))
        .array(requestNos)
        .call();
  }

  /** Its request is there, also when its number was lost on the way. */
  void asked(long id, String requestNo) throws SQLException {
    new Sql(connection, "update meters.outage set request_no = ? where id = ?")
        .with(requestNo, id)
        .run();
  }

  /** Closes the outages of these requests, whose work is over. */
  List<Outage> close(Collection<String> requestNos, Instant when) throws SQLException {
    return new Sql(connection, CLOSE + COLUMNS)
        .with(when)
        .array(requestNos)
        .list(OutageTables::outage);
  }

  private static Outage outage(Row row) throws SQLException {
    return new Outage(
        row.number(), row.text(), row.text(), row.text(), row.count(), row.time(), row.maybeText());
  }
}
