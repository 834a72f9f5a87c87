package io.lamplighter.dispatch;

import io.lamplighter.dispatch.WorkTables.Placed;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tours as the rows have them at this moment. */
final class Tours {
  /** So long before and after its shift a crew may be at it. */
  static final Duration SLACK = Duration.ofHours(4);

  private static final Duration AHEAD = Duration.ofDays(7);

  private final Tools tools;
  private final Connection connection;
  private final Instant now;

  Tours(Tools tools, Connection connection, Instant now) {
    this.tools = tools;
    this.connection = connection;
    this.now = now;
  }

  /**
   * A crew's day: what is locked before its tour is changed.
   *
   * @param day on which the shift begins
   */
  record CrewDay(String crew, LocalDate day) implements Comparable<CrewDay> {
    static CrewDay of(CrewShift shift) {
      return new CrewDay(shift.crew(), shift.day());
    }

    @Override
    public int compareTo(CrewDay other) {
      int byCrew = crew.compareTo(other.crew);
      return byCrew == 0 ? day.compareTo(other.day) : byCrew;
    }
  }

  /**
   * From now to the end of the transaction nobody else changes these tours. Always in the same
   * order, so that nobody waits for who waits for him.
   *
   * @return their versions
   */
  Map<CrewDay, Long> lock(Collection<CrewDay> days) throws SQLException {
    Map<CrewDay, Long> versions = new HashMap<>();
    Sql lock =
        each(
            days,
            """
            insert into dispatch.crew_day as old (crew, day)
            select crew, day
              from unnest(?::text[], ?::date[]) with ordinality as one (crew, day, place)
             order by place
            on conflict (crew, day) do update set version = old.version
            returning crew, day::text, version""");
    if (!days.isEmpty()) {
      lock.each(
          row -> versions.put(new CrewDay(row.text(), LocalDate.parse(row.text())), row.number()));
    }
    return versions;
  }

  /** Of one that is not locked; it is another one after each change. */
  long version(CrewDay day) throws SQLException {
    Long version =
        new Sql(
                connection,
                "select version from dispatch.crew_day where crew = ? and day = ?::date")
            .with(day.crew(), day.day().toString())
            .first(Row::number);
    return version == null ? 0 : version;
  }

  /** What is locked is another plan now. */
  void bump(Collection<CrewDay> days) throws SQLException {
    if (!days.isEmpty()) {
      each(
              days,
              """
              update dispatch.crew_day as old set version = version + 1
                from unnest(?::text[], ?::date[]) as one (crew, day)
               where old.crew = one.crew and old.day = one.day""")
          .run();
    }
  }

  private Sql each(Collection<CrewDay> days, String words) {
    TreeSet<CrewDay> sorted = new TreeSet<>(days);
    return new Sql(connection, words)
        .array(sorted, CrewDay::crew)
        .array(sorted, one -> one.day().toString());
  }

  /** Of all shifts of a station's crews that have a moment in common with a time. */
  List<Tour> ofStation(String station, Span span) throws SQLException {
    return rows(station, span).play(tools.roads(), now);
  }

  /** What {@link #ofStation} is played from. */
  Rows rows(String station, Span span) throws SQLException {
    return rows(tools.shifts(connection).ofStation(station, span));
  }

  /** What is locked before the tours of these crews are changed. */
  List<CrewDay> days(String station, Span span) throws SQLException {
    return tools.shifts(connection).ofStation(station, span).stream().map(CrewDay::of).toList();
  }

  List<Tour> ofCrew(String crew, Span span) throws SQLException {
    return rows(tools.shifts(connection).ofCrew(crew, span)).play(tools.roads(), now);
  }

  /** The tour that a crew is on then; null when it has no shift then. */
  @Nullable Tour at(String crew, Instant start) throws SQLException {
    return ofCrew(crew, new Span(start, start.plusMillis(1))).stream()
        .filter(tour -> tour.shift().span().distance(start).isZero())
        .findFirst()
        .orElse(null);
  }

  /** Of the shifts of a crew that begin on a day. */
  List<Tour> of(CrewDay day) throws SQLException {
    return ofCrew(day.crew(), tools.span(day.day())).stream()
        .filter(tour -> tour.shift().day().equals(day.day()))
        .toList();
  }

  /**
   * The day of the shift in which a crew is then, or of the nearest when that is not far; else the
   * day by the calendar.
   */
  CrewDay day(String crew, Instant at) throws SQLException {
    return tools.shifts(connection).ofCrew(crew, new Span(at.minus(SLACK), at.plus(SLACK))).stream()
        .min(Comparator.comparing(shift -> shift.span().distance(at)))
        .map(CrewDay::of)
        .orElse(new CrewDay(crew, tools.day(at)));
  }

  /**
   * When a crew begins something by hand.
   *
   * @param start within the shift, when there is one
   * @param isEntered whether there is one
   */
  record Turn(CrewDay day, Instant start, boolean isEntered) {}

  /** At once when the crew works then, else when its next shift begins; without one, then. */
  Turn turn(String crew, Instant start) throws SQLException {
    Span ahead = new Span(start, start.plus(AHEAD));
    return tools.shifts(connection).ofCrew(crew, ahead).stream()
        .findFirst()
        .map(
            shift ->
                new Turn(
                    CrewDay.of(shift),
                    shift.span().from().isAfter(start) ? shift.span().from() : start,
                    true))
        .orElse(new Turn(new CrewDay(crew, tools.day(start)), start, false));
  }

  /** Shifts, and by crew what is done in them. */
  record Rows(List<CrewShift> shifts, Map<String, List<Placed>> orders) {
    static Rows of(List<CrewShift> shifts, List<Placed> orders) {
      return new Rows(
          shifts,
          orders.stream()
              .collect(Collectors.groupingBy(one -> String.valueOf(one.order().crew()))));
    }

    List<Tour> play(Roads roads, Instant now) {
      List<Tour> tours = new ArrayList<>(shifts.size());
      for (CrewShift shift : shifts) {
        List<Job> jobs =
            orders.getOrDefault(shift.crew(), List.of()).stream()
                .filter(placed -> shift.span().from().equals(placed.shift()))
                .map(placed -> placed.order().job(now))
                .toList();
        tours.add(Tour.of(shift, roads, now, jobs));
      }
      return tours;
    }
  }

  private Rows rows(List<CrewShift> shifts) throws SQLException {
    return Rows.of(shifts, shifts.isEmpty() ? List.of() : orders(shifts));
  }

  private List<Placed> orders(List<CrewShift> shifts) throws SQLException {
    Set<String> crews = new TreeSet<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    for (CrewShift shift : shifts) {
      crews.add(shift.crew());
      days.add(shift.day());
    }
    return new WorkTables(connection)
        .ofCrews(crews, days.first(), days.last(), tools.house().zone());
  }
}
