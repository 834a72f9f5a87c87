package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.PlanFact;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A station's day is looked at, changed by hand, and told to crews and customers. */
final class Plans {
  private static final Duration ROOM = Duration.ofMinutes(30);
  private static final Duration AROUND = Duration.ofHours(1);

  private final Tools tools;

  Plans(Tools tools) {
    this.tools = tools;
  }

  /**
   * @throws Refusal.NotFound {@code station.unknown}, also for one of another region
   */
  StationDay read(Caller caller, String station, LocalDate day) {
    return tools.work().call(t -> seen(caller, t.connection(), station, day));
  }

  private StationDay seen(Caller caller, Connection connection, String station, LocalDate day)
      throws SQLException {
    StationDay found = StationDay.read(tools, connection, station, day, tools.now());
    if (!caller.covers(found.region())) {
      throw StationDay.unknown();
    }
    return found;
  }

  /** What a move would do. */
  Rearrangement check(Caller caller, String station, LocalDate day, Move move) {
    return tools
        .work()
        .call(
            t -> {
              StationDay found = seen(caller, t.connection(), station, day);
              List<Move> moves = List.of(move);
              Map<String, WorkOrder> rows = new WorkTables(t.connection()).of(numbers(moves));
              return new Rearrangement(found, moves, orders(caller, rows, moves), tools);
            });
  }

  /**
   * Moves orders, all or none.
   *
   * @param seen version of the plan that the caller saw; null for any
   * @param why moved or planned
   * @throws Refusal.Stale when the plan is another one by now
   * @throws Refusal.Conflict {@code plan.broken} naming what would not hold
   */
  void move(
      Caller caller,
      String station,
      LocalDate day,
      List<Move> moves,
      @Nullable Long seen,
      String why) {
    move(caller, station, day, moves, seen, why, Map.of());
  }

  /**
   * As {@link #move}, by itself: what somebody has changed since the orders were read is his.
   *
   * @param seen version of the plan; null for any
   * @throws Refusal.Stale also when one of the orders is another by now
   */
  void plan(StationDay read, List<Move> moves, @Nullable Long seen) {
    move(Course.SELF, read.station(), read.day(), moves, seen, "planned", read.orders());
  }

  /**
   * @param read orders that are to be still as they were read
   */
  private void move(
      Caller caller,
      String station,
      LocalDate day,
      List<Move> moves,
      @Nullable Long seen,
      String why,
      Map<String, WorkOrder> read) {
    tools
        .work()
        .command(
            t -> {
              Connection connection = t.connection();
              Hand hand = new Hand(tools, t, caller.actor(), tools.now());
              Map<String, WorkOrder> rows = lock(hand, station, day, moves);
              StationDay found = seen(caller, connection, station, day);
              if (seen != null && seen != found.version()) {
                throw new Refusal.Stale(seen, found.version());
              }
              Map<String, WorkOrder> orders = orders(caller, rows, moves);
              for (WorkOrder order : orders.values()) {
                order.refuseIfOther(read.get(order.no()));
              }
              Rearrangement after = new Rearrangement(found, moves, orders, tools);
              if (!after.isPossible()) {
                throw Trouble.broken(after.troubles());
              }
              carryOut(hand, after, moves, orders, why);
              hand.end();
              return Boolean.TRUE;
            });
  }

  /** The tours of that day and what is moved; answers that, as it is then. */
  private Map<String, WorkOrder> lock(Hand hand, String station, LocalDate day, List<Move> moves)
      throws SQLException {
    StationDay.lock(hand.transaction().connection(), station, day);
    return hand.lock(
        hand.tours().days(station, tools.span(day)).stream()
            .filter(one -> one.day().equals(day))
            .toList(),
        numbers(moves));
  }

  private static List<String> numbers(List<Move> moves) {
    return moves.stream().map(Move::workOrder).toList();
  }

  private static Map<String, WorkOrder> orders(
      Caller caller, Map<String, WorkOrder> rows, List<Move> moves) {
    Map<String, WorkOrder> orders = new HashMap<>();
    for (Move move : moves) {
      WorkOrder order = WorkOrder.seen(caller, rows.get(move.workOrder()));
      if (order.isOver()) {
        throw new Refusal.Conflict("work-order.over", new Text("The work is over", "该派工单已结束"));
      }
      orders.put(order.no(), order);
    }
    return orders;
  }

  private static void carryOut(
      Hand hand, Rearrangement after, List<Move> moves, Map<String, WorkOrder> orders, String why)
      throws SQLException {
    for (Move move : moves) {
      WorkOrder order = orders.get(move.workOrder());
      if (order == null) {
        continue;
      }
      Tour tour = after.tourOf(order.no());
      Tour.Stop stop = tour == null ? null : tour.stop(order.no());
      if (tour != null && stop != null) {
        hand.give(order, tour, stop.start(), why);
        hand.quietly(
            order,
            entity ->
                entity.wish(move.wished() && !move.pinned() ? move.start() : null, move.pinned()));
      } else if (order.crew() != null) {
        WorkOrder released = hand.release(order, why);
        hand.quietly(released, WorkOrderEntity::keepBack);
      }
    }
    for (Tour tour : after.changed()) {
      hand.retime(tour);
    }
  }

  /**
   * Tells crews and customers: what is in the tours is dispatched, and whoever was promised no time
   * is promised the one it is planned for.
   *
   * @param seen version of the plan that the caller saw; null for any
   * @return how many orders were told
   * @throws Refusal.Conflict {@code plan.broken} when a tour does not hold: then nobody is told
   */
  int publish(Caller caller, String station, LocalDate day, @Nullable Long seen) {
    return tools
        .work()
        .command(
            t -> {
              Hand hand = new Hand(tools, t, caller.actor(), tools.now());
              lock(hand, station, day, List.of());
              StationDay found = seen(caller, t.connection(), station, day);
              if (seen != null && seen != found.version()) {
                throw new Refusal.Stale(seen, found.version());
              }
              Set<Trouble> troubles = PlanCheck.of(found);
              if (troubles.stream().anyMatch(Trouble::breaks)) {
                throw Trouble.broken(troubles);
              }
              int told = tell(hand, found);
              hand.end();
              long version = StationDay.version(t.connection(), station, day);
              published(t.connection(), station, day, version, hand.now());
              PlanFact fact =
                  new PlanFact.Published(
                      station,
                      day.toString(),
                      version,
                      told,
                      MovedPromise.of(t.connection(), station, tools.span(day)).size());
              tools
                  .journal()
                  .append(
                      t,
                      Tools.SOURCE,
                      Fact.of((Record) fact, station + "/" + day, found.region(), caller.actor()));
              return told;
            });
  }

  private int tell(Hand hand, StationDay day) throws SQLException {
    int told = 0;
    for (Tour tour : day.tours()) {
      for (Tour.Stop stop : tour.stops()) {
        WorkOrder order = day.orders().get(stop.job().order());
        if (order == null || !PlanCheck.isToBeTold(order)) {
          continue;
        }
        if (order.promise() == null) {
          order =
              new Promises(hand)
                  .make(
                      order,
                      new Promises.Booking(
                          AppointmentMode.SLOT,
                          slot(stop.start()),
                          Course.SELF.actor(),
                          "planned"));
        }
        hand.step(order, WorkState.DISPATCHED, null, hand.now());
        hand.tellDesk(order.requestNo());
        told++;
      }
    }
    return told;
  }

  /**
   * The hours that customers are offered and in which it begins, with room for what may come
   * before; an hour before and after when there are none.
   */
  private Span slot(Instant start) {
    Span day = tools.span(tools.day(start));
    return tools
        .slots()
        .within(day, AppointmentMode.SLOT, tools.house().zone(), Integer.MAX_VALUE)
        .stream()
        .filter(slot -> !start.isBefore(slot.from()) && !start.plus(ROOM).isAfter(slot.to()))
        .findFirst()
        .orElse(new Span(start.minus(AROUND), start.plus(AROUND)));
  }

  private static void published(
      Connection connection, String station, LocalDate day, long version, Instant at)
      throws SQLException {
    new Sql(
            connection,
            """
            insert into dispatch.plan (station, day, published_at, published)
            values (?, ?::date, ?, ?)
            on conflict (station, day) do update
               set published_at = excluded.published_at, published = excluded.published""")
        .with(station, day.toString(), at, version)
        .run();
  }
}
