package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is dangerous goes to whichever suitable crew is there first. Whom that makes late is served
 * by others as promised; where nobody can, another time is promised, and said. Whom the crew cannot
 * serve any more that day is {@link Stranded}.
 */
final class Emergencies {
  private static final int AT_ONCE = 20;

  /** Those that nobody can take do not keep the others waiting. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

  /** Whoever is there no later than the first by that is there as soon. */
  private static final Duration AS_SOON = Duration.ofMinutes(5);

  /** Whoever has the most time left first: he is the first who may be left to others. */
  private static final Comparator<Tour.Stop> MOST_TIME =
      Comparator.comparing((Tour.Stop stop) -> last(stop.job()))
          .thenComparing(Tour.Stop::start)
          .reversed();

  private static final Duration LONGEST_DELAY = Duration.ofHours(4);

  private final Tools tools;

  Emergencies(Tools tools) {
    this.tools = tools;
  }

  /**
   * Gives what is dangerous and nobody has to crews.
   *
   * @return how many were given
   */
  int round() {
    List<String> waiting = tools.work().read(t -> waiting(t.connection()));
    int given = 0;
    for (String no : waiting) {
      given +=
          tools.work().call(t -> give(new Hand(tools, t, Course.SELF.actor(), tools.now()), no))
              ? 1
              : 0;
    }
    return given;
  }

  /** What a crew could not do, or a dispatcher took from one, waits for a person. */
  private List<String> waiting(Connection connection) throws SQLException {
    return new Sql(
            connection,
            "select no from dispatch.work_order where crew is null and ended_at is null"
                + " and station is not null and kind = any (?)"
                + " and state in ('OPEN', 'BOOKED') and not by_hand"
                + " and (tried_at is null or tried_at <= ?)"
                + " order by priority >= 9 desc, important desc, priority desc, opened_at, no limit ?")
        .array(tools.kinds().dangerous())
        .with(tools.now().minus(BETWEEN_TRIES), AT_ONCE)
        .list(row -> row.text());
  }

  private boolean give(Hand hand, String no) throws SQLException {
    WorkOrder order = hand.row(no);
    if (order == null || order.station() == null) {
      return false;
    }
    Instant now = hand.now();
    Span soon = new Span(now, now.plus(LONGEST_DELAY));
    Tours tours = hand.tours();
    order = hand.lock(tours.days(order.station(), soon), List.of(no)).get(no);
    if (order == null || order.crew() != null || order.isOver() || order.station() == null) {
      return false;
    }
    List<Tour> all = new ArrayList<>(tours.ofStation(order.station(), soon));
    Rescue first = first(all, order.looseJob(now).undue());
    if (first == null) {
      new WorkTables(hand.transaction().connection()).tried(no, now);
      return false;
    }
    all.remove(first.before());
    Instant start = first.place().stop().start();
    Tour kept = displace(hand, first.place().tour(), first.before(), all);
    WorkOrder given = hand.give(order, kept, start, "emergency");
    hand.step(given, WorkState.DISPATCHED, null, now);
    hand.tellDesk(given.requestNo());
    hand.end();
    return true;
  }

  /** A crew's tour before and with what is dangerous. */
  private record Rescue(Tour before, Tour.Place place) {
    Instant start() {
      return place.stop().start();
    }

    /** How many others would be late for it, or not be served at all. */
    long displaced() {
      return place.tour().stops().stream().filter(this::isDisplaced).count();
    }

    /** How many of them no other crew could serve as promised. */
    long broken(List<Tour> tours) {
      List<Tour> others = new ArrayList<>(tours);
      others.remove(before);
      long broken = 0;
      for (Tour.Stop stop : place.tour().stops()) {
        if (isDisplaced(stop)) {
          Tour.Place other = Places.cheapest(others, stop.job());
          if (other == null) {
            broken++;
          } else {
            others.replaceAll(
                tour -> tour.shift().equals(other.tour().shift()) ? other.tour() : tour);
          }
        }
      }
      return broken;
    }

    private boolean isDisplaced(Tour.Stop stop) {
      Tour.Stop was = before.stop(stop.job().order());
      return was != null && Emergencies.isDisplaced(stop, was, before.shift());
    }
  }

  private static Instant last(Job job) {
    return job.to() == null ? Instant.MAX : job.to();
  }

  private static boolean isDisplaced(Tour.Stop now, Tour.Stop was, CrewShift shift) {
    return now.late().compareTo(was.late()) > 0 || now.leave().isAfter(shift.span().to());
  }

  /**
   * Who is there first; of those that are there about as soon, for whom the fewest promises break,
   * whose others it troubles least, then the nearer.
   */
  private static @Nullable Rescue first(List<Tour> tours, Job job) {
    List<Rescue> all = new ArrayList<>();
    for (Tour tour : tours) {
      if (tour.withAtOnce(job) instanceof Tour.Place place) {
        all.add(new Rescue(tour, place));
      }
    }
    Instant soonest =
        all.stream().map(Rescue::start).min(Comparator.naturalOrder()).orElse(Instant.MIN);
    return all.stream()
        .filter(one -> !one.start().isAfter(soonest.plus(AS_SOON)))
        .map(one -> new Judged(one, one.broken(tours)))
        .min(
            Comparator.comparingLong(Judged::broken)
                .thenComparing(one -> one.rescue().displaced())
                .thenComparing(one -> one.rescue().start())
                .thenComparing(one -> one.rescue().place().cost())
                .thenComparing(one -> one.rescue().before().shift().crew()))
        .map(Judged::rescue)
        .orElse(null);
  }

  /** What it breaks is dear to find out: once for each. */
  private record Judged(Rescue rescue, long broken) {}

  /**
   * Finds others for whom it makes late. Where those have room for some only, important customers
   * (重要客户) have it; whom none can serve that day is the one who has the most time left.
   *
   * @param others tours of the other crews; they grow
   * @return the tour without those who went elsewhere
   */
  private Tour displace(Hand hand, Tour urgent, Tour before, List<Tour> others)
      throws SQLException {
    Tour left = urgent;
    List<String> nos = urgent.stops().stream().map(stop -> stop.job().order()).toList();
    Map<String, WorkOrder> rows = new WorkTables(hand.transaction().connection()).of(nos);
    List<WorkOrder> orders = mostTimeFirst(rows, urgent, before);
    orders.sort(Comparator.comparing(order -> !order.important()));
    for (WorkOrder order : orders) {
      Tour.Stop was = before.stop(order.no());
      Tour.Stop now = left.stop(order.no());
      if (was == null || now == null || !isDisplaced(now, was, left.shift())) {
        continue;
      }
      Tour.Place place = elsewhere(others, now, order, hand.now());
      if (place != null) {
        left = left.without(order.no());
        others.removeIf(tour -> tour.shift().equals(place.tour().shift()));
        others.add(place.tour());
        hand.give(order, place, "emergency");
      } else if (Exchange.carryOut(hand, order, others, "emergency") != null) {
        left = left.without(order.no());
      }
    }
    orders = mostTimeFirst(rows, left, before);
    orders.sort(Comparator.comparing(WorkOrder::important));
    for (WorkOrder order : orders) {
      if (left.overtime().compareTo(longest(before)) > 0) {
        left = left.without(order.no());
        hand.release(order, "emergency");
      }
    }
    for (WorkOrder order : mostTimeFirst(rows, left, before)) {
      Tour.Stop was = before.stop(order.no());
      Tour.Stop now = left.stop(order.no());
      if (was != null && now != null && now.late().compareTo(was.late()) > 0) {
        later(hand, order, now, "displaced");
      }
    }
    return left;
  }

  private static Duration longest(Tour before) {
    return before.overtime().compareTo(Places.OVERTIME) > 0 ? before.overtime() : Places.OVERTIME;
  }

  /** Of those who have been in the tour before and can be moved. */
  private static List<WorkOrder> mostTimeFirst(
      Map<String, WorkOrder> rows, Tour tour, Tour before) {
    return new ArrayList<>(
        tour.stops().stream()
            .filter(stop -> before.stop(stop.job().order()) != null)
            .filter(stop -> !stop.job().isHeld() && !stop.job().urgent())
            .sorted(MOST_TIME)
            .flatMap(stop -> Stream.ofNullable(rows.get(stop.job().order())))
            .toList());
  }

  /** Who would be late is served by a crew that stays longer, when there is no other. */
  private static Tour.@Nullable Place elsewhere(
      List<Tour> others, Tour.Stop stop, WorkOrder order, Instant now) {
    Job job = order.looseJob(now);
    Tour.Place place = elsewhere(others, job, order);
    return place == null && !stop.late().isZero() ? overtime(others, job, order) : place;
  }

  /**
   * The best place at another crew, one that leaves room if there is any; null when there is none.
   */
  static Tour.@Nullable Place elsewhere(List<Tour> tours, Job job, WorkOrder order) {
    List<Tour> others = others(tours, order);
    Tour.Place room = Places.cheapest(others, tour -> tour.roomFor(job));
    return room != null ? room : Places.cheapest(others, job);
  }

  /** As {@link #elsewhere}, at a crew that is at home late for it. */
  static Tour.@Nullable Place overtime(List<Tour> tours, Job job, WorkOrder order) {
    return Places.cheapest(others(tours, order), tour -> tour.overtimeFor(job));
  }

  private static List<Tour> others(List<Tour> tours, WorkOrder order) {
    return tours.stream().filter(tour -> !tour.shift().crew().equals(order.crew())).toList();
  }

  /**
   * The same crew comes, and later.
   *
   * @param because as the customer is told
   */
  static void later(Hand hand, WorkOrder order, Tour.Stop stop, String because)
      throws SQLException {
    Span promise = order.promise();
    if (promise != null) {
      Span within = new Span(stop.start(), stop.start().plus(promise.length()));
      AppointmentMode mode = order.mode() == null ? AppointmentMode.SLOT : order.mode();
      new Promises(hand)
          .make(order, new Promises.Booking(mode, within, Course.SELF.actor(), because));
    }
  }
}
