package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Work orders as rows. */
final class WorkTables {
  private static final String COLUMNS =
      """
      no, version, request_no, kind, region, station, cell, drill, priority, important, lon, lat,
      minutes, people, skills, state, mode, from_at, to_at, due_at, crew, shift_day::text, start_at, pinned, wish_at,
      by_hand, opened_at, stepped_at, ended_at, result, failed_for, moved_times, conflict,
      desk_from, desk_to, desk_crew
      """;
  static final String SELECT = "select " + COLUMNS + " from dispatch.work_order ";

  private final Connection connection;

  WorkTables(Connection connection) {
    this.connection = connection;
  }

  static WorkOrder order(Row row) throws SQLException {
    return new WorkOrder(
        row.text(),
        row.number(),
        row.text(),
        row.text(),
        row.text(),
        row.maybeText(),
        row.maybeText(),
        row.is(),
        row.count(),
        row.is(),
        row.maybeLocation(),
        row.count(),
        row.count(),
        Set.copyOf(row.texts()),
        WorkState.valueOf(row.text()),
        mode(row.maybeText()),
        Span.of(row.maybeTime(), row.maybeTime()),
        row.maybeTime(),
        row.maybeText(),
        day(row.maybeText()),
        row.maybeTime(),
        row.is(),
        row.maybeTime(),
        row.is(),
        row.time(),
        row.time(),
        row.maybeTime(),
        row.maybeText(),
        row.maybeText(),
        row.count(),
        row.maybeText(),
        new WorkOrder.Desk(Span.of(row.maybeTime(), row.maybeTime()), row.maybeText()));
  }

  private static @Nullable AppointmentMode mode(@Nullable String name) {
    return name == null ? null : AppointmentMode.valueOf(name);
  }

  private static @Nullable LocalDate day(@Nullable String day) {
    return day == null ? null : LocalDate.parse(day);
  }

  @Nullable WorkOrder get(String no) throws SQLException {
    return new Sql(connection, SELECT + "where no = ?").with(no).first(WorkTables::order);
  }

  /** All of a request, those that are over too, oldest first. */
  List<WorkOrder> ofRequest(String requestNo) throws SQLException {
    return new Sql(connection, SELECT + "where request_no = ? order by no")
        .with(requestNo)
        .list(WorkTables::order);
  }

  /** What is open of these requests, by request; one that has none is left out. */
  Map<String, List<WorkOrder>> openOf(Collection<String> requestNos) throws SQLException {
    return new Sql(
            connection, SELECT + "where request_no = any (?) and ended_at is null order by no")
        .array(requestNos).list(WorkTables::order).stream()
            .collect(Collectors.groupingBy(WorkOrder::requestNo));
  }

  /** What is open of a request, and nobody else changes it until the transaction ends. */
  List<WorkOrder> openOf(String requestNo) throws SQLException {
    return new Sql(
            connection, SELECT + "where request_no = ? and ended_at is null order by no for update")
        .with(requestNo)
        .list(WorkTables::order);
  }

  /** These, by their numbers; who is not there is left out. */
  Map<String, WorkOrder> of(Collection<String> nos) throws SQLException {
    return new Sql(connection, SELECT + "where no = any (?)")
        .array(nos, no -> no).list(WorkTables::order).stream()
            .collect(Collectors.toMap(WorkOrder::no, order -> order));
  }

  /** These, in order of their numbers, and nobody else changes them until the transaction ends. */
  List<WorkOrder> locked(Collection<String> nos) throws SQLException {
    return new Sql(connection, SELECT + "where no = any (?) order by no for update")
        .array(nos, no -> no)
        .list(WorkTables::order);
  }

  /**
   * Where an order is.
   *
   * @param shift when the shift begins in which it is: of several of its day the nearest; null when
   *     its crew has none on that day any more
   */
  record Placed(WorkOrder order, @Nullable Instant shift) {}

  /**
   * What these crews have to do, or have done, in shifts from one day to another; in their order.
   *
   * @param zone in which days begin
   */
  List<Placed> ofCrews(Collection<String> crews, LocalDate from, LocalDate to, ZoneId zone)
      throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + """
                , shift.began from dispatch.work_order as work
                left join lateral (
                  select one.from_at as began from dispatch.shift as one
                   where one.crew = work.crew
                     and one.from_at >= work.shift_day::timestamp at time zone ?
                     and one.from_at < (work.shift_day + 1)::timestamp at time zone ?
                   order by greatest(one.from_at - work.start_at, work.start_at - one.to_at),
                            one.from_at desc limit 1) as shift on true
                where crew = any (?) and shift_day between ?::date and ?::date
                  and state not in ('CANCELLED', 'FAILED') order by crew, start_at, no""")
        .with(zone.getId(), zone.getId())
        .array(crews, code -> code)
        .with(from.toString(), to.toString())
        .list(row -> new Placed(order(row), row.maybeTime()));
  }

  /** What of a station nobody has, as {@link WorkOrder#FIRST}. */
  List<WorkOrder> waiting(String station, int most) throws SQLException {
    return new Sql(
            connection,
            SELECT
                + """
                where station = ? and crew is null and ended_at is null
                order by priority >= 9 desc, important desc, priority desc, opened_at, no
                limit ?""")
        .with(station, most)
        .list(WorkTables::order);
  }

  void insert(WorkOrder order) throws SQLException {
    Location at = order.at();
    new Sql(
            connection,
            """
            insert into dispatch.work_order (
              no, request_no, kind, region, station, cell, drill, priority, important, lon, lat,
              minutes, people, skills, state, due_at, opened_at, stepped_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::double precision, ?::double precision,
              ?, ?, ?, ?, ?::timestamptz, ?, ?)""")
        .with(order.no(), order.requestNo(), order.kind(), order.region(), order.station())
        .with(order.cell(), order.drill(), order.priority(), order.important())
        .with(at == null ? null : Double.toString(at.lon()))
        .with(at == null ? null : Double.toString(at.lat()))
        .with(order.minutes(), order.people())
        .array(order.skills(), skill -> skill)
        .with(order.state().name())
        .with(order.due() == null ? null : order.due().toString())
        .with(order.openedAt(), order.heldSince())
        .run();
  }

  /** Where its request is and how urgent it is. */
  void place(
      String no, @Nullable String cell, @Nullable String station, String region, int priority)
      throws SQLException {
    new Sql(
            connection,
            """
            update dispatch.work_order
               set cell = ?, station = coalesce(?, station), region = ?, priority = ?,
                   version = version + 1
             where no = ? and (cell, station, region, priority)
                   is distinct from (?, coalesce(?, station), ?, ?::int)""")
        .with(cell, station, region, priority, no, cell, station, region, priority)
        .run();
  }

  /** It became known where it is. */
  void locate(String no, Location at) throws SQLException {
    new Sql(
            connection,
            "update dispatch.work_order set lon = ?::float8, lat = ?::float8,"
                + " version = version + 1 where no = ?")
        .with(Double.toString(at.lon()), Double.toString(at.lat()), no)
        .run();
  }

  /** Their tour has moved them a little, within what was promised. */
  void retime(List<Tour.Stop> stops) throws SQLException {
    if (!stops.isEmpty()) {
      new Sql(
              connection,
              """
              with tour as (
                select work.no, stop.start_at
                  from dispatch.work_order as work
                  join unnest(?::text[], ?::timestamptz[]) as stop (no, start_at)
                    on stop.no = work.no
                 order by work.no for update of work)
              update dispatch.work_order as work set start_at = tour.start_at
                from tour
               where work.no = tour.no and work.start_at is distinct from tour.start_at""")
          .array(stops, stop -> stop.job().order())
          .array(stops, stop -> stop.start().toString())
          .run();
    }
  }

  /** The earliest limits of requests that run have changed. */
  void due(Collection<String> requestNos) throws SQLException {
    new Sql(
            connection,
            """
            with open as (
              select no from dispatch.work_order
               where request_no = any (?) and ended_at is null order by no for update)
            update dispatch.work_order as work
               set due_at = (select min(clock.due_at) from dispatch.running_clock as clock
                              where clock.request_no = work.request_no)
              from open where work.no = open.no""")
        .array(requestNos, no -> no)
        .run();
  }

  /** Nobody was found for it then: it is tried again later. */
  void tried(String no, Instant at) throws SQLException {
    new Sql(connection, "update dispatch.work_order set tried_at = ? where no = ?")
        .with(at, no)
        .run();
  }
}
