package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a shortage is better done another day: only as much as is missing, and what breaks least.
 * What nobody was told of goes first, then whoever was promised the longest time.
 */
final class OtherDay {
  private static final int MOST_TRIED = 40;

  /** Whose move breaks least first; important customers (重要客户) last of their kind. */
  private static final Comparator<WorkOrder> LOOSEST =
      Comparator.comparing((WorkOrder order) -> order.promise() != null)
          .thenComparing(WorkOrder::important)
          .thenComparing(OtherDay::promised, Comparator.reverseOrder())
          .thenComparing(WorkOrder::priority)
          .thenComparing(WorkOrder::no);

  private final Tools tools;

  OtherDay(Tools tools) {
    this.tools = tools;
  }

  /**
   * What could be done another day.
   *
   * @param minutes that it gives, with the ways
   * @param orders each has a place on that day, in this order
   */
  record Found(LocalDate day, long minutes, List<String> orders) {}

  /** Where an order would be, and what its customer is promised. */
  private record Place(Span within, Tour.Place place) {}

  private static Duration promised(WorkOrder order) {
    Span promise = order.promise();
    return promise == null ? Duration.ZERO : promise.length();
  }

  /**
   * The first day that has room for what is missing; else the one that has room for most of it.
   *
   * @param does which crews can do what is missing: what they have may make room for it
   * @return null when none has room for any of it
   */
  @Nullable Found find(
      Connection connection, Capacity.Week week, Shortage shortage, Predicate<CrewRoom> does)
      throws SQLException {
    List<WorkOrder> all = candidates(connection, week, shortage, does);
    Found best = null;
    for (Sheet sheet : week.days()) {
      if (sheet.day().isAfter(shortage.day())) {
        Found found = on(sheet.day(), week, shortage.minutes(), all);
        if (found.minutes() >= shortage.minutes()) {
          return found;
        }
        best = best == null || best.minutes() < found.minutes() ? found : best;
      }
    }
    return best == null || best.orders().isEmpty() ? null : best;
  }

  private List<WorkOrder> candidates(
      Connection connection, Capacity.Week week, Shortage shortage, Predicate<CrewRoom> does)
      throws SQLException {
    WorkTables tables = new WorkTables(connection);
    TreeSet<String> crews = new TreeSet<>();
    week.on(shortage.day()).crews().stream()
        .filter(does)
        .forEach(crew -> crews.add(crew.shift().crew()));
    Stream<WorkOrder> planned =
        tables.ofCrews(crews, shortage.day(), shortage.day(), tools.house().zone()).stream()
            .map(WorkTables.Placed::order);
    List<String> wanted = shortage.orders().stream().map(Shortage.Wanted::order).toList();
    return Stream.concat(planned, tables.of(wanted).values().stream())
        .filter(OtherDay::mayWait)
        .sorted(LOOSEST)
        .toList();
  }

  /** Whether nobody counts on its crew, and it is not dangerous. */
  private static boolean mayWait(WorkOrder order) {
    boolean free = order.crew() == null;
    boolean untold = !PlanCheck.isTold(order) && !order.pinned() && order.wish() == null;
    return !order.isOver() && !order.isDangerous() && (free || untold);
  }

  private Found on(LocalDate day, Capacity.Week week, long missing, List<WorkOrder> all) {
    List<Tour> tours = planned(week.tours(), day, tools.now());
    Instant end = tools.span(day).to();
    List<WorkOrder> chosen = new ArrayList<>();
    List<WorkOrder> may =
        all.stream()
            .filter(order -> order.due() == null || !order.due().isBefore(end))
            .limit(MOST_TRIED)
            .toList();
    for (WorkOrder order : may) {
      if (minutes(chosen, week) < missing && put(tours, order, day) != null) {
        chosen.add(order);
      }
    }
    // What was put before one that gives more may not be needed with it.
    for (int i = chosen.size() - 1; i >= 0; i--) {
      List<WorkOrder> without = new ArrayList<>(chosen);
      without.remove(i);
      if (minutes(without, week) >= missing) {
        chosen = without;
      }
    }
    List<String> nos = chosen.stream().map(WorkOrder::no).toList();
    return new Found(day, minutes(chosen, week), nos);
  }

  private static long minutes(List<WorkOrder> orders, Capacity.Week week) {
    return orders.stream().mapToLong(order -> order.minutes() + week.way()).sum();
  }

  private static List<Tour> planned(List<Tour> tours, LocalDate day, Instant now) {
    return new ArrayList<>(
        tours.stream()
            .filter(tour -> tour.shift().day().equals(day) && Proposals.isPlanned(tour, now))
            .toList());
  }

  /**
   * Gives them another day, all or none, and tells their customers.
   *
   * @param day nobody else changes its tours until the transaction ends
   * @return false when not all have a place there any more: then nothing may be committed
   */
  boolean carryOut(
      Transaction transaction,
      Caller caller,
      String station,
      LocalDate day,
      Collection<String> orders)
      throws SQLException {
    Hand hand = new Hand(tools, transaction, caller.actor(), tools.now());
    Map<String, WorkOrder> locked = hand.lock(hand.tours().days(station, tools.span(day)), orders);
    List<Tour> tours = planned(hand.tours().ofStation(station, tools.span(day)), day, hand.now());
    for (String no : orders) {
      WorkOrder order = locked.get(no);
      Place found = order == null || !mayWait(order) ? null : put(tours, order, day);
      if (order == null || found == null) {
        return false;
      }
      Promises.Booking booking =
          new Promises.Booking(
              Postponement.mode(order), found.within(), caller.actor(), "other-day");
      new Promises(hand).book(order, booking, found.place());
      hand.retime(order.crewDay());
    }
    hand.end();
    return true;
  }

  /** Puts it where it costs least; null when it has no place. */
  private @Nullable Place put(List<Tour> tours, WorkOrder order, LocalDate day) {
    AppointmentMode mode = Postponement.mode(order);
    Instant now = tools.now();
    for (Span time :
        tools.slots().within(tools.span(day), mode, tools.house().zone(), Integer.MAX_VALUE)) {
      Span left = Offers.left(time, now);
      Tour.Place best =
          left == null ? null : Places.cheapest(tours, order.looseJob(now).within(left));
      if (best != null) {
        Tour after = best.tour();
        tours.replaceAll(tour -> Objects.equals(tour.shift(), after.shift()) ? after : tour);
        return new Place(time, best);
      }
    }
    return null;
  }
}
