package io.lamplighter.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the crews of a station can take on a day, have, and have left (承载力日清单). Its sums are those
 * of the tours it is made of.
 *
 * @param crews one for each shift that begins on the day; by crew, then begin
 */
record Sheet(String station, LocalDate day, List<CrewRoom> crews) {
  Sheet {
    crews = List.copyOf(crews);
  }

  /**
   * One crew's shift.
   *
   * @param canMinutes of the shift without its break; 0 when nobody is there, or it works only when
   *     it is called
   * @param workMinutes at customers
   * @param wayMinutes on the road
   * @param leftMinutes that are still to come and free
   * @param kinds those that it can do, and those that it has all the same
   */
  record CrewRoom(
      CrewShift shift,
      long canMinutes,
      long workMinutes,
      long wayMinutes,
      long leftMinutes,
      List<Room> kinds) {
    CrewRoom {
      kinds = List.copyOf(kinds);
    }

    long hasMinutes() {
      return workMinutes + wayMinutes;
    }

    /** More than it can. */
    long overMinutes() {
      return Math.max(0, hasMinutes() - canMinutes);
    }

    boolean isFor(WorkKind kind) {
      return !shift.onCall() && kind.isFor(shift.people(), shift.skills());
    }
  }

  /**
   * How much of one kind a crew takes, in jobs as long as that kind takes it, each with its way.
   *
   * @param can as if it did nothing else
   * @param left as if it did nothing else with what is free
   * @param orders that it has
   */
  record Room(
      String kind,
      long can,
      long has,
      long left,
      long hasMinutes,
      Durations.Learned learned,
      List<String> orders) {}

  /** What it is counted by. */
  static final class Count {
    private static final int WEIGHT = 5;

    private final WorkKinds kinds;
    private final Durations.Known known;
    private final Map<String, String> kindOf;
    private final Instant now;

    /**
     * @param kindOf kinds of the orders in the tours
     */
    Count(WorkKinds kinds, Durations.Known known, Map<String, String> kindOf, Instant now) {
      this.kinds = kinds;
      this.known = known;
      this.kindOf = kindOf;
      this.now = now;
    }

    /**
     * @param tours of the shifts that begin on the day
     */
    Sheet sheet(String station, LocalDate day, List<Tour> tours) {
      long way = wayMinutes(tours);
      return new Sheet(station, day, tours.stream().map(tour -> crew(tour, way)).toList());
    }

    /** To one job, on average: while there are few, as far as to an unknown place. */
    static long wayMinutes(List<Tour> tours) {
      long stops = tours.stream().mapToLong(tour -> tour.stops().size()).sum();
      long minutes = tours.stream().mapToLong(tour -> minutes(tour.travel())).sum();
      return (minutes + WEIGHT * Roads.UNKNOWN.toMinutes()) / (stops + WEIGHT);
    }

    private CrewRoom crew(Tour tour, long way) {
      CrewShift shift = tour.shift();
      boolean idle = shift.onCall() || shift.people() == 0;
      long can = idle ? 0 : minutes(free(shift, shift.span().from()));
      long work = minutes(tour.work());
      long travel = minutes(tour.travel());
      long ahead = idle ? 0 : minutes(free(shift, now)) - workAhead(tour);
      long left = Math.max(0, Math.min(can - work - travel, ahead));
      CrewRoom room = new CrewRoom(shift, can, work, travel, left, List.of());
      List<Room> rooms = new ArrayList<>();
      for (WorkKind kind : kinds.all()) {
        List<Tour.Stop> stops = stops(tour, kind.code());
        if (!stops.isEmpty() || room.isFor(kind)) {
          rooms.add(room(room, kind, stops, way));
        }
      }
      tour.stops().stream()
          .map(stop -> kindOf.getOrDefault(stop.job().order(), ""))
          .distinct()
          .filter(code -> kinds.find(code) == null)
          .forEach(code -> rooms.add(strange(code, stops(tour, code))));
      return new CrewRoom(shift, can, work, travel, left, rooms);
    }

    private List<Tour.Stop> stops(Tour tour, String kind) {
      return tour.stops().stream()
          .filter(stop -> kindOf.getOrDefault(stop.job().order(), "").equals(kind))
          .toList();
    }

    private Room room(CrewRoom crew, WorkKind kind, List<Tour.Stop> stops, long way) {
      Durations.Learned learned = known.of(kind, crew.shift().crew());
      long each = learned.minutes() + way;
      return new Room(
          kind.code(),
          crew.isFor(kind) ? crew.canMinutes() / each : 0,
          stops.size(),
          crew.isFor(kind) ? crew.leftMinutes() / each : 0,
          stops.stream().mapToLong(Count::minutes).sum(),
          learned,
          stops.stream().map(stop -> stop.job().order()).toList());
    }

    /** Of a kind that is none any more: what there is of it is done, and no more is taken. */
    private static Room strange(String kind, List<Tour.Stop> stops) {
      long all = stops.stream().mapToLong(Count::minutes).sum();
      int each = Math.toIntExact(all / stops.size());
      return new Room(
          kind,
          0,
          stops.size(),
          0,
          all,
          new Durations.Learned(each, 0, 0, each),
          stops.stream().map(stop -> stop.job().order()).toList());
    }

    /** Of the shift from then on, without its break. */
    private static Duration free(CrewShift shift, Instant from) {
      Duration all = from(shift.span(), from);
      return shift.rest() == null ? all : all.minus(from(shift.rest(), from));
    }

    private static Duration from(Span span, Instant from) {
      Instant begin = span.from().isBefore(from) ? from : span.from();
      return begin.isBefore(span.to()) ? Duration.between(begin, span.to()) : Duration.ZERO;
    }

    private long workAhead(Tour tour) {
      return tour.stops().stream()
          .filter(stop -> stop.leave().isAfter(now))
          .mapToLong(
              stop ->
                  minutes(
                      Duration.between(
                          stop.start().isBefore(now) ? now : stop.start(), stop.leave())))
          .sum();
    }

    private static long minutes(Tour.Stop stop) {
      return minutes(Duration.between(stop.start(), stop.leave()));
    }

    private static long minutes(Duration duration) {
      return duration.toMinutes();
    }
  }
}
