package io.lamplighter.dispatch;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Shifts with whoever is there then, of the crews of a station and of those that help it out. None
 * is longer than 24 hours ({@link RosterCheck}). Somebody who misses a part of a shift does not
 * count in it, and a certificate counts to its last day: one that lapses while a shift lasts does
 * not count in it.
 */
final class ShiftTables {
  private static final String COLUMNS =
      "select c.code, coalesce(l.station, c.station), c.region, s.from_at, s.to_at, s.rest_from, s.rest_to, c.lon, c.lat,"
          + " (select count(*) from dispatch.member m where m.crew = c.code and not exists"
          + " (select from dispatch.absence a where a.login = m.login"
          + " and a.from_at < s.to_at and a.to_at > s.from_at)),"
          + " array(select distinct k.skill from dispatch.member m"
          + " join dispatch.certificate k on k.login = m.login"
          + " where m.crew = c.code and (k.valid_to is null"
          + " or k.valid_to >= ((s.to_at - interval '1 microsecond') at time zone ?)::date)"
          + " and not exists (select from dispatch.absence a where a.login = m.login"
          + " and a.from_at < s.to_at and a.to_at > s.from_at)), s.on_call"
          + " from dispatch.shift s join dispatch.crew c on c.code = s.crew"
          + " left join dispatch.loan l on l.crew = s.crew and l.from_at = s.from_at"
          + " where c.removed_at is null and s.from_at < ? and s.to_at > ?"
          + " and s.from_at > ?::timestamptz - interval '24 hours' ";
  private static final String ORDER = " order by c.code, s.from_at";

  private final Connection connection;
  private final ZoneId zone;

  /**
   * @param zone in which days begin
   */
  ShiftTables(Connection connection, ZoneId zone) {
    this.connection = connection;
    this.zone = zone;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Those of a station that have a moment in common with a time; by crew, then begin. */
  List<CrewShift> ofStation(String station, Span span) throws SQLException {
    return sql(COLUMNS + "and (l.station = ? or l.station is null and c.station = ?)" + ORDER)
        .with(zone.getId(), span.to(), span.from(), span.from(), station, station)
        .list(this::shift);
  }

  /** As {@link #ofStation}, of one crew. */
  List<CrewShift> ofCrew(String crew, Span span) throws SQLException {
    return sql(COLUMNS + "and c.code = ?" + ORDER)
        .with(zone.getId(), span.to(), span.from(), span.from(), crew)
        .list(this::shift);
  }

  private CrewShift shift(Row row) throws SQLException {
    String crew = row.text();
    String station = row.text();
    String region = row.text();
    Span span = new Span(row.time(), row.time());
    Span rest = Span.of(row.maybeTime(), row.maybeTime());
    LocalDate day = LocalDate.ofInstant(span.from(), zone);
    return new CrewShift(
        crew,
        station,
        region,
        day,
        span,
        rest,
        row.maybeLocation(),
        row.count(),
        Set.copyOf(row.texts()),
        row.is());
  }
}
