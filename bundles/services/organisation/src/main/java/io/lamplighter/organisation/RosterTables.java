package io.lamplighter.organisation;

import io.lamplighter.api.FieldError;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.organisation.Roster.Hole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rosters, each with those that it took the place of. */
final class RosterTables {
  private static final String COLUMNS = " unit, version, since, content ";

  private static final Logger LOG = LoggerFactory.getLogger(RosterTables.class);

  private final Connection connection;

  RosterTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Of the last change. */
  long newest() throws SQLException {
    return sql("select coalesce(max(number), 0) from organisation.roster").only(Row::number);
  }

  /** The last one of each unit that has changed since. */
  List<Roster> changed(long after) throws SQLException {
    return sql("select distinct on (unit)"
            + COLUMNS
            + "from organisation.roster where number > ? order by unit, version desc")
        .with(after)
        .list(RosterTables::roster);
  }

  /** The last one of a unit, which nobody else changes until this transaction has ended. */
  @Nullable Roster locked(String unit) throws SQLException {
    sql("select pg_advisory_xact_lock(hashtextextended('organisation.roster ' || ?, 0))")
        .with(unit)
        .call();
    return sql("select"
            + COLUMNS
            + "from organisation.roster where unit = ? order by version desc limit 1")
        .with(unit)
        .first(RosterTables::roster);
  }

  /** The one that counted at that time: the first one counts from ever. */
  @Nullable Roster at(String unit, Instant at) throws SQLException {
    return sql("select"
            + COLUMNS
            + "from organisation.roster where unit = ? and (since <= ? or version = 1)"
            + " order by version desc limit 1")
        .with(unit, at)
        .first(RosterTables::roster);
  }

  private static Roster roster(Row row) throws SQLException {
    String unit = row.text();
    long version = row.number();
    Instant since = row.time();
    return kept(unit, version, since, row.text());
  }

  /**
   * One that cannot be read stops nobody: what can be read of it counts, and it keeps its version,
   * by which another one takes its place.
   */
  static Roster kept(String unit, long version, Instant since, String content) {
    FieldFaults faults = FieldFaults.ofKept();
    Roster roster = CalendarReader.roster(unit, version, since, content, faults);
    if (!faults.none()) {
      FieldError first = faults.all().get(0);
      LOG.warn(
          "Roster {} of unit {} cannot be read as it is kept: {} faults, the first {} {}",
          version,
          unit,
          faults.all().size(),
          first.pointer(),
          first.message().en());
    }
    return roster;
  }

  void add(Roster roster, String actor) throws SQLException {
    sql("insert into organisation.roster (unit, version, since, actor, content)"
            + " values (?, ?, ?, ?, ?)")
        .with(roster.unit(), roster.version(), roster.since(), actor)
        .with(CalendarWriter.write(roster))
        .run();
  }

  /**
   * Whether this is the first that is told of it: one that has begun meanwhile, or has an earlier
   * or later end by now, is still the same.
   */
  boolean found(String unit, Hole hole, Instant now) throws SQLException {
    return sql("insert into organisation.gap (unit, from_at, to_at, found_at)"
                + " select ?, ?, ?, ? where not exists (select from organisation.gap"
                + " where unit = ? and from_at <= ? and to_at >= ?) on conflict do nothing")
            .with(unit, hole.from(), hole.to(), now)
            .with(unit, hole.to(), hole.from())
            .run()
        > 0;
  }
}
