package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was promised and has lost its crew: others are looked for as long as there is time, and a
 * day planned anew may have a place for it. When time is short a crew stays longer for it; where
 * none can, the customer is told before his time begins that it cannot be then.
 */
final class Stranded {
  private static final int AT_ONCE = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

  /** So long before his time begins a customer hears of it. */
  private static final Duration NOTICE = Duration.ofMinutes(60);

  /** Of a time that has begun a quarter is left when he does, but no more than that. */
  private static final Duration LAST = Duration.ofMinutes(75);

  private final Tools tools;

  Stranded(Tools tools) {
    this.tools = tools;
  }

  /**
   * @return for how many it was decided
   */
  int round() {
    List<String> waiting = tools.work().read(t -> waiting(t.connection()));
    int decided = 0;
    for (String no : waiting) {
      decided +=
          tools.work().call(t -> look(new Hand(tools, t, Course.SELF.actor(), tools.now()), no))
              ? 1
              : 0;
    }
    return decided;
  }

  /** What a dispatcher took from a crew waits for a person. */
  private List<String> waiting(Connection connection) throws SQLException {
    return new Sql(
            connection,
            "select no from dispatch.work_order where crew is null and ended_at is null"
                + " and from_at is not null and station is not null and state = 'BOOKED'"
                + " and not by_hand and (tried_at is null or tried_at <= ?)"
                + " order by from_at, no limit ?")
        .with(tools.now().minus(BETWEEN_TRIES), AT_ONCE)
        .list(row -> row.text());
  }

  private boolean look(Hand hand, String no) throws SQLException {
    WorkOrder order = hand.row(no);
    Span promise = order == null ? null : order.promise();
    if (order == null || promise == null || order.station() == null) {
      return false;
    }
    Tours tours = hand.tours();
    order = hand.lock(tours.days(order.station(), promise), List.of(no)).get(no);
    if (order == null || order.crew() != null || order.isOver() || order.station() == null) {
      return false;
    }
    Instant now = hand.now();
    List<Tour> all = tours.ofStation(order.station(), promise);
    boolean isShort = isShort(promise, all, now);
    Tour.Place place = place(all, order, isShort, now);
    WorkOrder given =
        place != null
            ? hand.give(order, place, "planned")
            : Exchange.carryOut(hand, order, new ArrayList<>(all), "planned");
    if (given != null) {
      if (tools.day(promise.from()).equals(tools.day(now))) {
        hand.step(given, WorkState.DISPATCHED, null, now);
        hand.tellDesk(given.requestNo());
      }
    } else if (isShort) {
      new Promises(hand).giveUp(order, "displaced");
    } else {
      new WorkTables(hand.transaction().connection()).tried(no, now);
      return false;
    }
    hand.end();
    return true;
  }

  private static boolean isShort(Span promise, List<Tour> tours, Instant now) {
    if (now.isBefore(promise.from())) {
      return !now.isBefore(promise.from().minus(NOTICE));
    }
    Instant home =
        tours.stream()
            .map(tour -> tour.shift().span().to())
            .max(Comparator.naturalOrder())
            .orElse(now);
    Instant last = home.isBefore(promise.to()) ? home : promise.to();
    Duration quarter = promise.length().dividedBy(4);
    return !now.isBefore(last.minus(quarter.compareTo(LAST) < 0 ? quarter : LAST));
  }

  private static Tour.@Nullable Place place(
      List<Tour> tours, WorkOrder order, boolean isShort, Instant now) {
    Job job = order.looseJob(now);
    Tour.Place place = Emergencies.elsewhere(tours, job, order);
    return place == null && isShort ? Emergencies.overtime(tours, job, order) : place;
  }
}
