package io.lamplighter.intake.meters;

import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
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
                                  where r.meter = e.meter and r.effect = 'restored'
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
       where root = ? and closed_at is null
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
                               where r.meter = e.meter and r.effect = 'restored'
                                 and r.at >= e.at))
      returning""";

  private final Connection connection;

  OutageTables(Connection connection) {
    this.connection = connection;
  }

  /** Nobody else judges these transformers until this transaction ends. */
  void lock(Collection<String> transformers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      new Parameters(statement).array(transformers, Function.identity());
      statement.execute();
    }
  }

  /** Takes the outages of these transformers for over of which nothing was heard for too long. */
  void expire(Collection<String> transformers, Duration longest, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EXPIRE)) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.array(transformers, Function.identity());
      to.text(now.minus(longest).toString());
      statement.executeUpdate();
    }
  }

  /**
   * Opens the outages that new last gasps give reason for; these and their neighbours join.
   *
   * @param gasps those that have joined no open outage
   */
  List<Outage> open(List<EventTables.Row> gasps, Rule rule, Instant now) throws SQLException {
    List<Outage> opened;
    try (PreparedStatement statement = connection.prepareStatement(OPEN + COLUMNS)) {
      Parameters to = new Parameters(statement);
      to.array(gasps, EventTables.Row::transformer);
      to.array(gasps, row -> row.event().at().toString());
      to.text(now.minus(rule.stale()).toString());
      to.text(now.toString());
      to.text(rule.window().toString());
      to.number(rule.meters());
      opened = read(statement);
    }
    if (!opened.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(JOIN)) {
        Parameters to = new Parameters(statement);
        to.array(opened, outage -> Long.toString(outage.id()));
        to.text(rule.window().toString());
        statement.executeUpdate();
      }
    }
    return opened;
  }

  /** Closes the outages of these transformers of which every meter is back. */
  List<Outage> restore(Collection<String> transformers, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RESTORE + COLUMNS)) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.array(transformers, Function.identity());
      return read(statement);
    }
  }

  /** Those of which the desk has not been told yet. */
  List<Outage> waiting() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select"
                + COLUMNS
                + "from meters.outage where request_no is null and refused is null order by id"
                + " limit 500")) {
      return read(statement);
    }
  }

  /** The commit does not wait for the disk: for what is done again when a crash takes it back. */
  void commitLightly() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("set local synchronous_commit = off")) {
      statement.execute();
    }
  }

  void told(long id, @Nullable String requestNo, @Nullable String refused) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update meters.outage set request_no = ?, refused = ? where id = ?")) {
      statement.setString(1, requestNo);
      statement.setString(2, refused);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /** Keeps others from these outages, and from those whose work is done under these requests. */
  void hold(Collection<Long> ids, Collection<String> roots) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select id from meters.outage
             where id = any (?::bigint[]) or root = any (?::text[]) and closed_at is null
             order by id for update""")) {
      Parameters to = new Parameters(statement);
      to.array(ids, id -> Long.toString(id));
      to.array(roots, Function.identity());
      statement.execute();
    }
  }

  /** Its request is there; the work will be done under it. */
  void asked(long id, String requestNo) throws SQLException {
    change("update meters.outage set root = ? where id = ?::bigint", requestNo, Long.toString(id));
  }

  /** What was done under one request is done under another. */
  void merged(String requestNo, String into) throws SQLException {
    change("update meters.outage set root = ? where root = ?", into, requestNo);
  }

  /** A request has its own work again. */
  void unmerged(String requestNo) throws SQLException {
    change("update meters.outage set root = ? where request_no = ?", requestNo, requestNo);
  }

  /** Closes the outages whose work was done under this request. */
  List<Outage> close(String requestNo, Instant when) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLOSE + COLUMNS)) {
      Parameters to = new Parameters(statement);
      to.text(when.toString());
      to.text(requestNo);
      return read(statement);
    }
  }

  private void change(String sql, String value, String which) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Parameters to = new Parameters(statement);
      to.text(value);
      to.text(which);
      statement.executeUpdate();
    }
  }

  private static List<Outage> read(PreparedStatement statement) throws SQLException {
    List<Outage> outages = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        outages.add(
            new Outage(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7)));
      }
    }
    return outages;
  }
}
