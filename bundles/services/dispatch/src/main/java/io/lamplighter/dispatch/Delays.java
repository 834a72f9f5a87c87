package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Tours.CrewDay;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Promises that will not be kept as crews go on: foreseen by playing tours through as late as they
 * have become. First it is seen to that they are kept: at another place in the tour, by others, or
 * by others doing something else of the crew's, if need be after their shift. Where nothing helps
 * the customer is told shortly before his time begins, when it is sure.
 */
final class Delays {
  private static final int AT_ONCE = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(3);

  /** What is promised later than that has time to be planned anew. */
  private static final Duration AHEAD = Duration.ofHours(5);

  /** So long before his time begins a customer hears of it: earlier it may still be made up for. */
  private static final Duration NOTICE = Duration.ofMinutes(30);

  private final Tools tools;

  Delays(Tools tools) {
    this.tools = tools;
  }

  /**
   * @return how many promises were kept by others, or became another
   */
  int round() {
    int changed = 0;
    for (CrewDay one : tools.work().<List<CrewDay>>call(t -> due(t.connection()))) {
      if (tools.work().read(t -> isLate(t.connection(), one))) {
        changed +=
            tools.work().call(t -> look(new Hand(tools, t, Course.SELF.actor(), tools.now()), one));
      }
    }
    return changed;
  }

  /** Days with a promise that is to be kept soon; each is looked at after a while again. */
  private List<CrewDay> due(Connection connection) throws SQLException {
    Instant now = tools.now();
    List<CrewDay> due =
        new Sql(
                connection,
                "select crew, shift_day::text from dispatch.work_order where crew is not null"
                    + " and ended_at is null and state in ('BOOKED', 'DISPATCHED', 'ACCEPTED')"
                    + " and from_at <= ? and to_at > ? and (tried_at is null or tried_at <= ?)"
                    + " group by crew, shift_day"
                    + " order by min(tried_at) nulls first, min(from_at), crew limit ?")
            .with(now.plus(AHEAD), now, now.minus(BETWEEN_LOOKS), AT_ONCE)
            .list(row -> new CrewDay(row.text(), LocalDate.parse(row.text())));
    // In the order of everybody who holds orders.
    new Sql(
            connection,
            """
            with mine as (
              select work.no from dispatch.work_order as work
                join unnest(?::text[], ?::date[]) as of_crew (crew, day)
                  on work.crew = of_crew.crew and work.shift_day = of_crew.day
               where work.ended_at is null order by work.no for update of work)
            update dispatch.work_order as work set tried_at = ? from mine where work.no = mine.no""")
        .array(due, CrewDay::crew)
        .array(due, one -> one.day().toString())
        .with(now)
        .run();
    return due;
  }

  private boolean isLate(Connection connection, CrewDay day) throws SQLException {
    return new Tours(tools, connection, tools.now())
        .of(day).stream().anyMatch(tour -> tour.stops().stream().anyMatch(Delays::isLate));
  }

  private static boolean isLate(Tour.Stop stop) {
    return !stop.late().isZero() && isFree(stop);
  }

  private static boolean isFree(Tour.Stop stop) {
    return !stop.job().isHeld() && !stop.job().urgent() && stop.job().pin() == null;
  }

  private int look(Hand hand, CrewDay day) throws SQLException {
    List<Tour> before = hand.tours().of(day);
    Set<String> stations = new TreeSet<>();
    List<String> nos = new ArrayList<>();
    for (Tour tour : before) {
      stations.add(tour.shift().station());
      tour.jobs().forEach(job -> nos.add(job.order()));
    }
    Set<CrewDay> days = new HashSet<>(List.of(day));
    Span span = tools.span(day.day());
    for (String station : stations) {
      days.addAll(hand.tours().days(station, span));
    }
    Map<String, WorkOrder> orders = hand.lock(days, nos);
    int changed = 0;
    for (String station : stations) {
      List<Tour> all = hand.tours().ofStation(station, span);
      List<Tour> others = new ArrayList<>(all);
      others.removeIf(
          tour -> tour.shift().crew().equals(day.crew()) || !Proposals.isPlanned(tour, hand.now()));
      for (Tour tour : all) {
        if (CrewDay.of(tour.shift()).equals(day)) {
          changed += new Relay(hand, others, tour, orders).see();
        }
      }
    }
    if (changed > 0) {
      hand.end();
    }
    return changed;
  }

  /** What one crew cannot do in time is handed on. */
  private static final class Relay {
    private final Hand hand;
    private final List<Tour> others;
    private final Map<String, WorkOrder> orders;
    private Tour own;

    /**
     * @param others tours of the other crews; they grow
     * @param orders those of the crew
     */
    Relay(Hand hand, List<Tour> others, Tour own, Map<String, WorkOrder> orders) {
      this.hand = hand;
      this.others = others;
      this.own = own;
      this.orders = orders;
    }

    int see() throws SQLException {
      int changed = 0;
      for (Tour.Stop stop : own.stops()) {
        String no = stop.job().order();
        WorkOrder order = orders.get(no);
        Tour.Stop now = own.stop(no);
        if (now != null && order != null && order.promise() != null && isLate(now)) {
          changed += help(order, now) ? 1 : 0;
        }
      }
      return changed;
    }

    private boolean help(WorkOrder order, Tour.Stop stop) throws SQLException {
      return inOwn(order)
          || toOthers(order, false)
          || exchange(order)
          || makeRoom(order, false)
          || toOthers(order, true)
          || makeRoom(order, true)
          || tell(order, stop);
    }

    /** Elsewhere in the same tour, where nothing else gets late. */
    private boolean inOwn(WorkOrder order) throws SQLException {
      return again(order, own.without(order.no()));
    }

    private boolean again(WorkOrder order, Tour without) throws SQLException {
      Tour.Place place = without.placeFor(order.looseJob(hand.now()));
      if (place == null || place.tour().overtime().compareTo(own.overtime()) > 0) {
        return false;
      }
      own = place.tour();
      hand.give(order, place, "late");
      return true;
    }

    private boolean toOthers(WorkOrder order, boolean longer) throws SQLException {
      Job job = order.looseJob(hand.now());
      Tour.Place place =
          longer
              ? Emergencies.overtime(others, job, order)
              : Emergencies.elsewhere(others, job, order);
      if (place == null) {
        return false;
      }
      own = own.without(order.no());
      others.replaceAll(tour -> tour.shift().equals(place.tour().shift()) ? place.tour() : tour);
      WorkOrder given = hand.give(order, place, "late");
      hand.tellDesk(given.requestNo());
      hand.retime(own);
      return true;
    }

    /** Another crew has a place for it once something of its own goes to a third one. */
    private boolean exchange(WorkOrder order) throws SQLException {
      WorkOrder given = Exchange.carryOut(hand, order, others, "late");
      if (given == null) {
        return false;
      }
      own = own.without(order.no());
      hand.retime(own);
      hand.tellDesk(given.requestNo());
      return true;
    }

    /** Something before it is done later, or by others, so that it is not late any more. */
    private boolean makeRoom(WorkOrder order, boolean longer) throws SQLException {
      for (Tour.Stop first : before(order)) {
        WorkOrder other = orders.get(first.job().order());
        Tour without = own.without(first.job().order());
        Tour.Stop then = without.stop(order.no());
        if (other == null || other.wish() != null || then == null || !then.late().isZero()) {
          continue;
        }
        if (!longer && again(other, without) || toOthers(other, longer)) {
          return true;
        }
      }
      return false;
    }

    private List<Tour.Stop> before(WorkOrder order) {
      return own.stops().stream()
          .takeWhile(stop -> !stop.job().order().equals(order.no()))
          .filter(Delays::isFree)
          .toList();
    }

    /** The same crew comes later, and he knows before it should have been there. */
    private boolean tell(WorkOrder order, Tour.Stop stop) throws SQLException {
      Span promise = order.promise();
      if (promise == null || !isSure(promise, hand.now())) {
        return false;
      }
      Emergencies.later(hand, order, stop, "late");
      return true;
    }
  }

  /** Shortly before it begins; of what has begun, when a quarter is left. */
  private static boolean isSure(Span promise, Instant now) {
    return now.isBefore(promise.from())
        ? !now.isBefore(promise.from().minus(NOTICE))
        : !now.isBefore(promise.to().minus(promise.length().dividedBy(4)));
  }
}
