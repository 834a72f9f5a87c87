package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentFact;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkOrderFact;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What customers are promised, and what becomes of it; each change is told. */
final class Promises {
  private final Hand hand;
  private final Appointments table;

  Promises(Hand hand) {
    this.hand = hand;
    table = new Appointments(hand.transaction().connection());
  }

  /**
   * What a customer is told.
   *
   * @param within the work begins
   * @param because in a word, when another time had been promised
   */
  record Booking(AppointmentMode mode, Span within, String madeBy, String because) {}

  /** A crew's day has the order at a place in its tour, and the customer is told when it begins. */
  Bookings.Taken book(WorkOrder before, Booking booking, Tour.Place place) throws SQLException {
    WorkOrder order =
        hand.give(
            before,
            place.tour(),
            place.stop().start(),
            "booked",
            entity -> entity.promise(booking.mode(), booking.within(), hand.now()));
    return new Bookings.Taken(order, tell(before, order, booking));
  }

  /** The customer is told that it begins within a time, whichever crew it has. */
  WorkOrder make(WorkOrder before, Booking booking) throws SQLException {
    WorkOrder order =
        hand.quietly(
            before, entity -> entity.promise(booking.mode(), booking.within(), hand.now()));
    tell(before, order, booking);
    return order;
  }

  private Appointment tell(WorkOrder before, WorkOrder order, Booking booking) throws SQLException {
    if (before.promise() != null) {
      table.cancel(order.no(), booking.because(), hand.now());
    }
    Appointment made =
        table.make(order, booking.mode(), booking.within(), booking.madeBy(), hand.now());
    Span was = before.promise();
    hand.tell(
        order,
        was == null
            ? new AppointmentFact.Made(made.about(order))
            : new AppointmentFact.Changed(
                made.about(order), was.from(), was.to(), booking.because()));
    hand.tellDesk(order.requestNo());
    return made;
  }

  /** Nothing is promised any more, and no crew has it. */
  WorkOrder giveUp(WorkOrder before, String because) throws SQLException {
    Appointment ended = table.cancel(before.no(), because, hand.now());
    WorkOrder order =
        before.crew() == null
            ? hand.quietly(before, entity -> entity.unpromise(hand.now()))
            : hand.changed(
                before,
                entity -> entity.unpromise(hand.now()),
                "work-order.released",
                one -> new WorkOrderFact.Released(one.about(), before.crew(), because));
    if (ended != null) {
      hand.tell(order, new AppointmentFact.Cancelled(ended.about(order), because));
    }
    hand.tellDesk(order.requestNo());
    return order;
  }

  /** Its request is over before anybody came. */
  void withdraw(WorkOrder order, Instant at) throws SQLException {
    Appointment ended = table.cancel(order.no(), "request", at);
    if (ended != null) {
      hand.tell(order, new AppointmentFact.Cancelled(ended.about(order), "request"));
    }
  }

  /**
   * Its crew was there: what was promised was kept, or not. Whoever says it late, and was there in
   * time, takes back that he was missing. Whoever came too early has missed nothing, but the
   * customer may not have been there yet.
   */
  void met(WorkOrder order, Instant at) throws SQLException {
    Appointment open = table.find(order.no());
    Appointment promised = open == null ? table.missedByCrew(order.no()) : open;
    if (promised == null) {
      return;
    }
    Span within = promised.within();
    if (at.isAfter(within.to())) {
      if (open != null) {
        miss(order, "crew", at);
      }
      return;
    }
    Duration before = Duration.between(at, within.from());
    boolean early = before.compareTo(hand.tools().early()) > 0;
    Appointment kept = table.keep(promised.id(), early ? "early" : "kept", at);
    hand.tell(
        order, new AppointmentFact.Kept(kept.about(order), early ? before.toMinutes() : null));
  }

  /**
   * Somebody was not there.
   *
   * @param by customer or crew
   */
  void miss(WorkOrder order, String by, Instant at) throws SQLException {
    Appointment ended = table.end(order.no(), "missed-by-" + by, at);
    if (ended != null) {
      hand.tell(order, new AppointmentFact.Missed(ended.about(order), by));
    }
  }
}
