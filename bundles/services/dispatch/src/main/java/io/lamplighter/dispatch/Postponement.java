package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
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
import org.jspecify.annotations.Nullable;

/** Promises another time to customers who cannot be served as promised; they are told. */
final class Postponement {
  private final Tools tools;
  private final Offers offers;

  Postponement(Tools tools) {
    this.tools = tools;
    offers = new Offers(tools);
  }

  /** Where an order would be, and what its customer is promised. */
  private record Place(Span within, Tour.Place place) {}

  /**
   * Gives orders that no crew has a place on another day.
   *
   * @param day nobody else changes its tours until the transaction ends
   * @return how many have a place there; the others stay as they are
   */
  int carryOut(
      Transaction transaction,
      Caller caller,
      String station,
      LocalDate day,
      Collection<String> orders)
      throws SQLException {
    Hand hand = new Hand(tools, transaction, caller.actor(), tools.now());
    Map<String, WorkOrder> locked = hand.lock(hand.tours().days(station, tools.span(day)), orders);
    List<Tour> tours =
        new ArrayList<>(
            hand.tours().ofStation(station, tools.span(day)).stream()
                .filter(tour -> Proposals.isPlanned(tour, hand.now()))
                .toList());
    int moved = 0;
    for (WorkOrder order : first(locked.values())) {
      AppointmentMode mode = mode(order);
      Place found = order.isOver() || order.crew() != null ? null : find(tours, order, mode, day);
      if (found != null) {
        Promises.Booking booking =
            new Promises.Booking(mode, found.within(), caller.actor(), "other-day");
        new Promises(hand).book(order, booking, found.place());
        Tour after = found.place().tour();
        tours.replaceAll(tour -> tour.shift().equals(after.shift()) ? after : tour);
        moved++;
      }
    }
    hand.end();
    return moved;
  }

  /**
   * Promises another time: the first that holds.
   *
   * @param order as it was read: when somebody has changed it since, nothing is done
   * @param within it is looked for
   * @param because in a word, as the customer is told
   * @return null when there is none, or somebody was faster
   */
  Bookings.@Nullable Taken another(WorkOrder order, Span within, String because) {
    Instant now = tools.now();
    AppointmentMode mode = mode(order);
    Offers.Wish wish = new Offers.Wish(mode, within, 1, Course.SELF.actor());
    Offers.Found found =
        offers.find(tools.work().call(t -> offers.read(t.connection(), order, wish, now)));
    Offer offer = found.offers().isEmpty() ? null : found.offers().get(0);
    Span left = offer == null ? null : Offers.left(offer.within(), now);
    if (offer == null || left == null) {
      return null;
    }
    Promises.Booking booking =
        new Promises.Booking(mode, offer.within(), Course.SELF.actor(), because);
    try {
      return tools
          .work()
          .command(
              transaction -> {
                Hand hand = new Hand(tools, transaction, Course.SELF.actor(), now);
                Taking.Seen tour = Taking.Seen.read(tools, transaction.connection(), offer, now);
                WorkOrder still = hand.lock(Taking.day(offer), order);
                if (still == null) {
                  throw WorkOrder.unknown();
                }
                still.refuseIfOther(order);
                Bookings.Taken done = Taking.booked(hand, offer, still, tour, left, booking);
                hand.end();
                return done;
              });
    } catch (Refusal.Conflict | Refusal.NotFound | Refusal.Stale faster) {
      return null;
    }
  }

  private static List<WorkOrder> first(Collection<WorkOrder> orders) {
    return orders.stream()
        .sorted(
            Comparator.comparing(WorkOrder::urgency, Comparator.reverseOrder())
                .thenComparing(WorkOrder::no))
        .toList();
  }

  /** How exact another time is: of several days one is promised. */
  static AppointmentMode mode(WorkOrder order) {
    AppointmentMode mode = Objects.requireNonNullElse(order.mode(), AppointmentMode.SLOT);
    return mode == AppointmentMode.PERIOD ? AppointmentMode.DAY : mode;
  }

  /**
   * Of a promised day the last moment at which a crew could begin it, else when its time begins.
   */
  static Instant lastChance(Span promise, WorkOrder order, StationDay day) {
    if (order.mode() == null || order.mode() == AppointmentMode.SLOT) {
      return promise.from();
    }
    Duration takes = Duration.ofMinutes(order.minutes());
    return day.tours().stream()
        .map(tour -> tour.shift().span().to().minus(takes))
        .map(last -> last.isBefore(promise.to()) ? last : promise.to())
        .max(Comparator.naturalOrder())
        .orElse(promise.from());
  }

  private @Nullable Place find(
      List<Tour> tours, WorkOrder order, AppointmentMode mode, LocalDate day) {
    List<Span> times =
        tools.slots().within(tools.span(day), mode, tools.house().zone(), Integer.MAX_VALUE);
    for (Span time : times) {
      Span left = Offers.left(time, tools.now());
      if (left == null) {
        continue;
      }
      Job job = order.job(tools.now()).within(left);
      Tour.Place best = Places.cheapest(tours, job);
      if (best != null) {
        return new Place(time, best);
      }
    }
    return null;
  }
}
