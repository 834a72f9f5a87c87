package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.dispatch.Tours.CrewDay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An offered time becomes a promise, if it still holds. */
final class Taking {
  static final String GONE = "appointment.gone";

  private static final Set<WorkState> BOOKABLE =
      Set.of(WorkState.OPEN, WorkState.BOOKED, WorkState.FAILED, WorkState.DISPATCHED);

  private Taking() {}

  /** Whether a time can still be promised for it: nobody is on the way. */
  static boolean mayBe(WorkOrder order) {
    return !order.isOver() && BOOKABLE.contains(order.state());
  }

  /**
   * A tour as it was read before its day was locked.
   *
   * @param tour null when the crew had no shift then
   * @param version of its day
   */
  record Seen(@Nullable Tour tour, long version) {
    static Seen read(Tools tools, Connection connection, Offer offer, Instant now)
        throws SQLException {
      Tours tours = new Tours(tools, connection, now);
      long version = tours.version(day(offer));
      return new Seen(tours.at(offer.crew(), offer.start()), version);
    }
  }

  static CrewDay day(Offer offer) {
    return new CrewDay(offer.crew(), offer.day());
  }

  /**
   * Only the day of the crew that was offered is locked, and the one that has the order.
   *
   * @param seen the order as it was read before
   * @param before the tour that it was offered in; read again only when it is another one by now
   * @param left of the offered time, for a crew to begin in
   * @throws Refusal.Conflict {@value #GONE} when it does not hold any more, {@code
   *     work-order.begun}
   */
  static Bookings.Taken of(
      Hand hand, Offer offer, WorkOrder seen, Seen before, Span left, Promises.Booking booking)
      throws SQLException {
    return booked(hand, offer, hand.lock(day(offer), seen), before, left, booking);
  }

  /**
   * As {@link #of}, of one that is locked already.
   *
   * @param order null when there is none any more
   */
  static Bookings.Taken booked(
      Hand hand,
      Offer offer,
      @Nullable WorkOrder order,
      Seen before,
      Span left,
      Promises.Booking booking)
      throws SQLException {
    if (order == null || !mayBe(order)) {
      throw begun();
    }
    Tour tour =
        hand.isStill(day(offer), before.version())
            ? before.tour()
            : hand.tours().at(offer.crew(), offer.start());
    if (tour == null || !tour.shift().day().equals(offer.day())) {
      throw lost(Reason.SHIFT);
    }
    Tour.Answer answer = tour.without(order.no()).with(order.job(hand.now()).within(left));
    if (answer instanceof Tour.No no) {
      throw lost(no.reason());
    }
    return new Promises(hand).book(order, booking, (Tour.Place) answer);
  }

  static Refusal.Conflict lost(Reason reason) {
    return new Refusal.Conflict(GONE, reason.text());
  }

  /** Of what was taken nothing is left, so nobody can tell it from what never was. */
  static Refusal.Conflict gone() {
    return new Refusal.Conflict(
        GONE, new Text("This offer is gone: ask for others", "该预约选项已失效，请重新查询"));
  }

  static Refusal.Conflict begun() {
    return new Refusal.Conflict(
        "work-order.begun", new Text("A crew is on its way or at it", "班组已接单或已开工，不能再改约"));
  }
}
