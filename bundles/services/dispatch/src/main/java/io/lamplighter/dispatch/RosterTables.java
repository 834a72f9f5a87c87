package io.lamplighter.dispatch;

import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rosters, and the shifts that are laid out of them. */
final class RosterTables {
  private static final Logger LOG = LoggerFactory.getLogger(RosterTables.class);

  private final Connection connection;

  RosterTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /**
   * Nobody else changes when the crew works until this transaction ends, nor the tours of its days
   * that anything was planned for.
   *
   * @param from its days from then on
   */
  void lock(String crew, LocalDate from) throws SQLException {
    sql("select pg_advisory_xact_lock(hashtextextended('dispatch.roster ' || ?, 0))")
        .with(crew)
        .call();
    sql("select 1 from dispatch.crew_day where crew = ? and day >= ?::date order by day for update")
        .with(crew, from.toString())
        .call();
  }

  /**
   * Its tours from that day on are other ones than somebody may have seen, and whether they still
   * hold is looked at: {@link Doubts}.
   */
  void renew(String crew, LocalDate from) throws SQLException {
    sql("update dispatch.crew_day set version = version + 1, doubt = true"
            + " where crew = ? and day >= ?::date")
        .with(crew, from.toString())
        .run();
  }

  Roster get(String crew) throws SQLException {
    Roster found =
        sql("select crew, version, changed_at, calendar from dispatch.roster where crew = ?")
            .with(crew)
            .first(RosterTables::roster);
    return found == null ? Roster.none(crew) : found;
  }

  /** Those that have one. */
  List<String> crews() throws SQLException {
    return sql("select crew from dispatch.roster order by crew").list(Row::text);
  }

  /** One that cannot be read stops nobody: what can be read of it counts. */
  private static Roster roster(Row row) throws SQLException {
    String crew = row.text();
    long version = row.number();
    Instant since = row.time();
    FieldFaults faults = FieldFaults.ofKept();
    List<Placed> events = Roster.read(row.text(), faults);
    if (!faults.none()) {
      LOG.warn("The roster of crew {} cannot be read as it is kept: {}", crew, faults.all());
    }
    return new Roster(crew, version, since, events.stream().map(Placed::event).toList());
  }

  void put(Roster roster) throws SQLException {
    sql("insert into dispatch.roster (crew, version, calendar, changed_at) values (?, ?, ?, ?)"
            + " on conflict (crew) do update set version = excluded.version,"
            + " calendar = excluded.calendar, changed_at = excluded.changed_at")
        .with(roster.crew(), roster.version(), roster.calendar(), roster.since())
        .run();
  }

  /** From now on these are a crew's shifts; what is over stays as it was. */
  void lay(String crew, List<Laid> shifts, Instant now) throws SQLException {
    sql("delete from dispatch.shift where crew = ? and to_at > ?").with(crew, now).run();
    add(crew, shifts);
  }

  /** These too, unless one begins then already. */
  void add(String crew, List<Laid> shifts) throws SQLException {
    Rows.<Laid>of("dispatch.shift")
        .fixed("crew", "text", one -> crew)
        .fixed("from_at", "timestamptz", one -> one.span().from())
        .fixed("to_at", "timestamptz", one -> one.span().to())
        .fixed("rest_from", "timestamptz", one -> one.rest() == null ? null : one.rest().from())
        .fixed("rest_to", "timestamptz", one -> one.rest() == null ? null : one.rest().to())
        .fixed("on_call", "boolean", Laid::onCall)
        .addMissing(connection, shifts);
  }

  /** A shift ends later. False when it is another one by now, or meets the next one then. */
  boolean lengthen(String crew, Span shift, Instant to) throws SQLException {
    return sql("update dispatch.shift s set to_at = ? where crew = ? and from_at = ? and to_at = ?"
                + " and not exists (select from dispatch.shift n where n.crew = s.crew"
                + " and n.from_at > s.from_at and n.from_at < ?)")
            .with(to, crew, shift.from(), shift.to(), to)
            .run()
        > 0;
  }

  /** When the last shift begins that is laid out; null without one. */
  @Nullable Instant laidTo(String crew) throws SQLException {
    return sql("select from_at from dispatch.shift where crew = ? order by from_at desc limit 1")
        .with(crew)
        .first(Row::time);
  }

  /** Those that are not over, in order. */
  List<Laid> ahead(String crew, Instant now, int limit) throws SQLException {
    return sql("select from_at, to_at, rest_from, rest_to, on_call from dispatch.shift"
            + " where crew = ? and to_at > ? order by from_at limit ?")
        .with(crew, now, limit)
        .list(RosterTables::laid);
  }

  private static Laid laid(Row row) throws SQLException {
    return new Laid(
        new Span(row.time(), row.time()), Span.of(row.maybeTime(), row.maybeTime()), row.is());
  }
}
