package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.dispatch.Tours.Rows;
import io.lamplighter.dispatch.WorkTables.Placed;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A station's day as the rows have it: its crews' tours, and what nobody has.
 *
 * @param version grows with each change of one of its tours; 0 before the first
 * @param published the version that crews and customers were told; null while none was
 * @param crews of the station, by code
 * @param orders of the tours and those that wait, by number
 * @param waiting what no tour of the day has, the most urgent first
 */
record StationDay(
    String station,
    String region,
    LocalDate day,
    long version,
    @Nullable Long published,
    Map<String, CrewRow> crews,
    List<Tour> tours,
    Map<String, WorkOrder> orders,
    List<WorkOrder> waiting) {
  private static final int MOST_WAITING = 500;
  private static final int MOST_CREWS = 200;

  /** A crew as the board names it. */
  record CrewRow(String code, String name, String region, @Nullable Location home) {}

  /** Nobody else changes the station's plan of that day by hand until the transaction ends. */
  static void lock(Connection connection, String station, LocalDate day) throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .with("dispatch/" + station + "/" + day)
        .call();
  }

  /**
   * @throws Refusal.NotFound {@code station.unknown} when it has no crew
   */
  static StationDay read(
      Tools tools, Connection connection, String station, LocalDate day, Instant now)
      throws SQLException {
    List<CrewShift> shifts = of(tools.shifts(connection).ofStation(station, tools.span(day)), day);
    List<String> atWork = shifts.stream().map(CrewShift::crew).toList();
    Map<String, CrewRow> crews = crews(connection, station, atWork);
    if (crews.isEmpty()) {
      throw unknown();
    }
    WorkTables tables = new WorkTables(connection);
    Map<String, WorkOrder> orders = new HashMap<>();
    List<WorkOrder> waiting = new ArrayList<>();
    Set<String> all = new TreeSet<>(crews.keySet());
    all.addAll(atWork);
    List<Placed> placed = tables.ofCrews(all, day, day, tools.house().zone());
    for (Placed one : placed) {
      orders.put(one.order().no(), one.order());
      // What a crew has on that day, and no shift for it any more.
      if (one.shift() == null && !one.order().isOver()) {
        waiting.add(one.order());
      }
    }
    for (WorkOrder order : tables.waiting(station, MOST_WAITING)) {
      orders.put(order.no(), order);
      waiting.add(order);
    }
    String region = crews.values().iterator().next().region();
    return new StationDay(
        station,
        region,
        day,
        version(connection, station, day),
        published(connection, station, day),
        crews,
        Rows.of(shifts, placed).play(tools.roads(), now),
        orders,
        waiting);
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound(
        "station.unknown", new Text("No crew is of this station", "该供电所没有班组"));
  }

  /** As {@link #read}, and only what one crew has. */
  static StationDay ofCrew(
      Tools tools, Connection connection, String crew, LocalDate day, Instant now)
      throws SQLException {
    List<CrewShift> shifts = of(tools.shifts(connection).ofCrew(crew, tools.span(day)), day);
    List<Placed> placed =
        new WorkTables(connection).ofCrews(List.of(crew), day, day, tools.house().zone());
    Map<String, WorkOrder> orders = new HashMap<>();
    placed.forEach(one -> orders.put(one.order().no(), one.order()));
    String station =
        shifts.isEmpty()
            ? new Sql(connection, "select station from dispatch.crew where code = ?")
                .with(crew)
                .only(row -> row.text())
            : shifts.get(0).station();
    Map<String, CrewRow> crews = crews(connection, "", List.of(crew));
    String region = crews.values().iterator().next().region();
    return new StationDay(
        station,
        region,
        day,
        version(connection, station, day),
        published(connection, station, day),
        crews,
        Rows.of(shifts, placed).play(tools.roads(), now),
        orders,
        List.of());
  }

  private static List<CrewShift> of(List<CrewShift> shifts, LocalDate day) {
    return shifts.stream().filter(shift -> shift.day().equals(day)).toList();
  }

  /** Those of the station, and those that work there on that day. */
  private static Map<String, CrewRow> crews(
      Connection connection, String station, List<String> guests) throws SQLException {
    Map<String, CrewRow> crews = new TreeMap<>();
    new Sql(
            connection,
            "select code, name, region, lon, lat from dispatch.crew"
                + " where (station = ? or code = any (?)) and removed_at is null"
                + " order by code limit ?")
        .with(station)
        .array(guests)
        .with(MOST_CREWS)
        .list(row -> new CrewRow(row.text(), row.text(), row.text(), row.maybeLocation()))
        .forEach(crew -> crews.put(crew.code(), crew));
    return crews;
  }

  /** Each change of one of its tours is another one. */
  static long version(Connection connection, String station, LocalDate day) throws SQLException {
    return new Sql(
            connection,
            """
            select coalesce(sum(version), 0) from dispatch.crew_day
             where day = ?::date and crew in (
               select code from dispatch.crew where station = ? union
               select crew from dispatch.loan where station = ?)""")
        .with(day.toString(), station, station)
        .only(Row::number);
  }

  private static @Nullable Long published(Connection connection, String station, LocalDate day)
      throws SQLException {
    return new Sql(
            connection, "select published from dispatch.plan where station = ? and day = ?::date")
        .with(station, day.toString())
        .first(Row::number);
  }

  /** The same, as if only these waited. */
  StationDay waiting(Predicate<WorkOrder> which) {
    return new StationDay(
        station,
        region,
        day,
        version,
        published,
        crews,
        tours,
        this.orders,
        waiting.stream().filter(which).toList());
  }

  String name(String crew) {
    CrewRow found = crews.get(crew);
    return found == null ? crew : found.name();
  }
}
