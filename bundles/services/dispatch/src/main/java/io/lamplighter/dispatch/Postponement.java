package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
}
