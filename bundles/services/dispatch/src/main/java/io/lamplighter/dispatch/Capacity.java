package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.PlanFact;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.dispatch.CapacityTables.Held;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import io.lamplighter.dispatch.Shortage.Wanted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What stations can take, where more is wanted, and what somebody decides about that. */
final class Capacity {
  /** Shortages are looked for on so many days, today the first. */
  static final int DAYS = 7;

  private final CrewDesk desk;
  private final TourSource tours;
  private final OtherDay otherDay;
  private final Duration held;

  /**
   * @param held how long an order may stand still when it should go on
   */
  Capacity(CrewDesk desk, TourSource tours, OtherDay otherDay, Duration held) {
    this.desk = desk;
    this.tours = tours;
    this.otherDay = otherDay;
    this.held = held;
  }

  /** Where tours are taken from. */
  @FunctionalInterface
  interface TourSource {
    /** Of all shifts of a station's crews that have a moment in common with a time. */
    List<Tour> of(Connection connection, String station, Span span, Instant now)
        throws SQLException;
  }

  /**
   * Some days of a station.
   *
   * @param tours of its crews on these days
   * @param way minutes to one job, on average
   * @param wanted what no crew has and must be done on one of them
   */
  record Week(List<Sheet> days, List<Tour> tours, long way, List<Wanted> wanted) {
    Sheet on(LocalDate day) {
      return days.stream().filter(one -> one.day().equals(day)).findFirst().orElseThrow();
    }

    List<Shortage> shortages(WorkKinds kinds) {
      return Shortage.of(days, wanted, kinds, way);
    }
  }

  /** A shortage, and what could be done. */
  record Relieved(Shortage shortage, List<Relief> reliefs) {}

  /**
   * One day of a station.
   *
   * @param version grows with each change of one of its tours, as the board's
   * @param names of its crews, by code
   */
  record Look(
      long version,
      Sheet sheet,
      List<Relieved> shortages,
      List<Held> held,
      Map<String, String> names) {}

  /**
   * @throws Refusal.NotFound also for a station of another region
   */
  Unit station(Caller caller, String code) {
    return desk.organisation()
        .unit(code, desk.now())
        .filter(unit -> unit.level() == Level.STATION && caller.covers(unit.region()))
        .orElseThrow(
            () ->
                new Refusal.NotFound(
                    "station.unknown", new Text("There is no such station", "没有该供电所")));
  }

  Look look(Caller caller, Unit station, LocalDate day) {
    Instant now = desk.now();
    List<String> neighbours = Reliefs.neighbours(caller, desk.organisation(), station, now);
    return desk.work()
        .call(
            t -> {
              Connection connection = t.connection();
              Week week = week(connection, station.code(), day, now);
              List<Relieved> relieved = new ArrayList<>();
              List<Shortage> shortages = shortages(week, day, now);
              List<Sheet> others =
                  shortages.isEmpty() ? List.of() : others(connection, neighbours, day, now);
              for (Shortage shortage : shortages) {
                relieved.add(relieved(connection, week, shortage, others));
              }
              Sheet sheet = week.on(day);
              return new Look(
                  StationDay.version(connection, station.code(), day),
                  sheet,
                  relieved,
                  new CapacityTables(connection).held(station.code(), now.minus(held)),
                  new CapacityTables(connection).names(sheet));
            });
  }

  /** Only of days to come is it known what is still wanted. */
  private List<Shortage> shortages(Week week, LocalDate day, Instant now) {
    return week.days().get(0).day().equals(desk.day(now))
        ? week.shortages(desk.kinds()).stream().filter(one -> one.day().equals(day)).toList()
        : List.of();
  }

  /** The day of some stations: read once, whatever is short. */
  private List<Sheet> others(
      Connection connection, List<String> stations, LocalDate day, Instant now)
      throws SQLException {
    List<Sheet> others = new ArrayList<>();
    for (String station : stations) {
      List<Tour> tours = tours(connection, station, day, 1, now);
      others.addAll(sheets(connection, station, day, 1, tours, now));
    }
    return others;
  }

  private Relieved relieved(Connection connection, Week week, Shortage shortage, List<Sheet> others)
      throws SQLException {
    Predicate<CrewRoom> does = Reliefs.does(shortage, desk.kinds());
    OtherDay.Found later = otherDay.find(connection, week, shortage, does);
    return new Relieved(shortage, Reliefs.of(week, shortage, others, later, does));
  }

  /** The days from today on when the day is one of them, else that day alone. */
  Week week(Connection connection, String station, LocalDate day, Instant now) throws SQLException {
    LocalDate today = desk.day(now);
    boolean near = !day.isBefore(today) && day.isBefore(today.plusDays(DAYS));
    LocalDate first = near ? today : day;
    int many = near ? DAYS : 1;
    List<Tour> all = tours(connection, station, first, many, now);
    List<Sheet> days = sheets(connection, station, first, many, all, now);
    Instant end = begin(first.plusDays(many));
    List<Wanted> wanted =
        near ? new CapacityTables(connection).wanted(station, end, desk.zone()) : List.of();
    return new Week(days, all, Sheet.Count.wayMinutes(all), wanted);
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(desk.zone()).toInstant();
  }

  private List<Tour> tours(
      Connection connection, String station, LocalDate first, int many, Instant now)
      throws SQLException {
    return tours.of(connection, station, new Span(begin(first), begin(first.plusDays(many))), now);
  }

  private List<Sheet> sheets(
      Connection connection, String station, LocalDate first, int many, List<Tour> all, Instant now)
      throws SQLException {
    TreeSet<String> crews = new TreeSet<>();
    TreeSet<String> orders = new TreeSet<>();
    for (Tour tour : all) {
      crews.add(tour.shift().crew());
      tour.stops().forEach(stop -> orders.add(stop.job().order()));
    }
    Sheet.Count count =
        new Sheet.Count(
            desk.kinds(),
            desk.durations().known(connection, crews),
            new CapacityTables(connection).kindOf(orders),
            now);
    List<Sheet> days = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      LocalDate day = first.plusDays(i);
      List<Tour> its = all.stream().filter(tour -> tour.shift().day().equals(day)).toList();
      days.add(count.sheet(station, day, its));
    }
    return days;
  }

  /**
   * What is proposed is done, and written down by whom.
   *
   * @param kind empty for all kinds together
   * @param proposal its id
   * @param seen the version of the sheet that the caller saw; null for any
   * @throws Refusal.Stale when it is another one by now
   * @throws Refusal.Conflict {@code capacity.proposal-gone} when it is none any more
   */
  void accept(
      Caller caller,
      Unit station,
      LocalDate day,
      String kind,
      String proposal,
      @Nullable Long seen) {
    caller.require(Role.DISPATCHER, Role.SUPERVISOR);
    Instant now = desk.now();
    List<String> neighbours = Reliefs.neighbours(caller, desk.organisation(), station, now);
    desk.work()
        .command(
            transaction -> {
              Connection connection = transaction.connection();
              long version = StationDay.version(connection, station.code(), day);
              if (seen != null && seen != version) {
                throw new Refusal.Stale(seen, version);
              }
              Week week = week(connection, station.code(), day, now);
              for (Shortage one : shortages(week, day, now)) {
                if (one.code().equals(kind)) {
                  List<Sheet> others = others(connection, neighbours, day, now);
                  Relieved relieved = relieved(connection, week, one, others);
                  for (Relief relief : relieved.reliefs()) {
                    if (relief.id().equals(proposal)) {
                      accept(transaction, caller, station, day, relief);
                      return relief;
                    }
                  }
                }
              }
              throw gone();
            });
  }

  private static Refusal.Conflict gone() {
    return new Refusal.Conflict(
        "capacity.proposal-gone",
        new Text("This is not proposed any more: look again", "该建议已失效，请刷新"));
  }

  private void accept(
      Transaction transaction, Caller caller, Unit station, LocalDate day, Relief relief)
      throws SQLException {
    Instant now = desk.now();
    CrewShift shift = relief.shift();
    if (relief.kind() == Relief.Kind.NEIGHBOUR_CREW) {
      lend(transaction.connection(), caller, station, Objects.requireNonNull(shift), now);
    }
    if (relief.kind() == Relief.Kind.OVERTIME) {
      Duration more = Duration.ofMinutes(relief.minutes());
      new Rosters(desk).lengthen(transaction, caller, Objects.requireNonNull(shift), more);
    }
    if (relief.kind() == Relief.Kind.OTHER_DAY) {
      LocalDate other = LocalDate.parse(relief.id().substring(relief.id().indexOf(':') + 1));
      if (!otherDay.carryOut(transaction, caller, station.code(), other, relief.orders())) {
        throw gone();
      }
    }
    TreeSet<String> regions = new TreeSet<>(List.of(station.region()));
    if (relief.kind() == Relief.Kind.NEIGHBOUR_CREW) {
      // Who has a crew less hears of it too.
      regions.add(Objects.requireNonNull(shift).region());
    }
    for (String region : regions) {
      desk.tell(
          transaction,
          caller,
          new PlanFact.ProposalAccepted(
              station.code(), day.toString(), relief.kind().wire(), relief.id()),
          station.code() + "/" + day,
          region);
    }
  }

  private static void lend(
      Connection connection, Caller caller, Unit station, CrewShift shift, Instant now)
      throws SQLException {
    RosterTables rosters = new RosterTables(connection);
    rosters.lock(shift.crew(), shift.day());
    rosters.renew(shift.crew(), shift.day());
    if (!new CapacityTables(connection).lend(shift, station.code(), caller.actor(), now)) {
      throw gone();
    }
  }
}
