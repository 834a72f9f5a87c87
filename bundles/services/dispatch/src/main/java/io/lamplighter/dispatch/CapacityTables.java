package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Shortage.Wanted;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the capacity sheet needs of work orders, and what was found and decided of it. */
final class CapacityTables {
  private static final int MOST_WANTED = 5_000;
  private static final int MOST_HELD = 200;

  private final Connection connection;

  CapacityTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Kinds of these orders. */
  Map<String, String> kindOf(Collection<String> orders) throws SQLException {
    Map<String, String> kinds = new HashMap<>();
    sql("select no, kind from dispatch.work_order where no = any(?)")
        .array(orders)
        .each(row -> kinds.put(row.text(), row.text()));
    return kinds;
  }

  /** Orders of a station that no crew has and that have to be done by a day. */
  List<Wanted> wanted(String station, Instant before, ZoneId zone) throws SQLException {
    return sql("select no, kind, to_at, due_at, minutes from dispatch.work_order"
            + " where station = ? and crew is null and ended_at is null"
            + " and least(to_at, due_at) < ? order by least(to_at, due_at), no limit ?")
        .with(station, before, MOST_WANTED)
        .list(
            row -> {
              String no = row.text();
              String kind = row.text();
              Instant promise = row.maybeTime();
              Instant limit = row.maybeTime();
              Instant until =
                  promise == null || limit != null && limit.isBefore(promise) ? limit : promise;
              return new Wanted(no, kind, last(until == null ? before : until, zone), row.number());
            });
  }

  /** What ends at midnight is of the day that ends then. */
  private static LocalDate last(Instant end, ZoneId zone) {
    return LocalDate.ofInstant(end.minusMillis(1), zone);
  }

  /**
   * An order that stands still (压单).
   *
   * @param since its last step
   */
  record Held(
      String workOrder,
      String requestNo,
      String kind,
      @Nullable String crew,
      String state,
      Instant since) {}

  /**
   * Orders of a station that should have gone on, as {@link WorkView#isHeldBack} judges; those that
   * stand longest first.
   *
   * @param since when the last of it has to have been
   */
  List<Held> held(String station, Instant since) throws SQLException {
    return sql("select no, request_no, kind, crew, lower(state), stepped_at"
            + " from dispatch.work_order where station = ? and ended_at is null"
            + " and stepped_at < ? and coalesce(start_at, to_at, stepped_at) < ?"
            + " order by stepped_at, no limit ?")
        .with(station, since, since, MOST_HELD)
        .list(CapacityTables::held);
  }

  private static Held held(Row row) throws SQLException {
    return new Held(row.text(), row.text(), row.text(), row.maybeText(), row.text(), row.time());
  }

  /** Names of the crews of a sheet, by code. */
  Map<String, String> names(Sheet sheet) throws SQLException {
    List<String> crews = sheet.crews().stream().map(crew -> crew.shift().crew()).toList();
    Map<String, String> names = new HashMap<>();
    sql("select code, name from dispatch.crew where code = any(?)")
        .array(crews)
        .each(row -> names.put(row.text(), row.text()));
    return names;
  }

  /** Stations that have crews, each with its region. */
  Map<String, String> stations() throws SQLException {
    Map<String, String> stations = new TreeMap<>();
    sql("select station, min(region) from dispatch.crew where removed_at is null group by station")
        .each(row -> stations.put(row.text(), row.text()));
    return stations;
  }

  /** Whether this is the first that is told of it. */
  boolean found(String station, Shortage shortage, Instant now) throws SQLException {
    return sql("insert into dispatch.shortage (station, day, kind, wanted, can, found_at)"
                + " values (?, ?::date, ?, ?, ?, ?) on conflict do nothing")
            .with(station, shortage.day().toString(), shortage.code())
            .with(shortage.wantedMinutes(), shortage.canMinutes(), now)
            .run()
        > 0;
  }

  /** A crew helps another station out for a shift. False when it does so already. */
  boolean lend(CrewShift shift, String station, String actor, Instant now) throws SQLException {
    return sql("insert into dispatch.loan (crew, from_at, station, made_by, made_at)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")
            .with(shift.crew(), shift.span().from(), station, actor, now)
            .run()
        > 0;
  }
}
