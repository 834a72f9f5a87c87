package io.lamplighter.dispatch;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Offers.Found;
import io.lamplighter.dispatch.Offers.Wish;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times are asked for, taken, changed and given up. Who takes one first in the lock has it. */
final class Bookings {
  static final int USUAL_OFFERS = 3;

  private static final Duration LONGEST = Duration.ofDays(31);

  /** Whoever has a token asks as often as he likes. */
  static final Duration LONGEST_PUBLIC = Duration.ofDays(7);

  /** So often a customer changes his mind by himself; then he is to call. */
  private static final int MOST_CHANGES = 5;

  private static final int AGAIN_DAYS = 7;
  private static final int MOST_SHOWN = 100;

  private final Tools tools;
  private final Offers offers;

  Bookings(Tools tools) {
    this.tools = tools;
    offers = new Offers(tools);
  }

  /**
   * Offers times for a request's work.
   *
   * @throws Refusal.Invalid naming what is wrong with the wish
   * @throws Refusal.NotFound {@code work-order.unknown} when nothing is to be done for the request,
   *     also for one of another region
   * @throws Refusal.Conflict {@code work-order.begun} when a crew is at it already
   */
  Found ask(Caller caller, String requestNo, Wish wish) {
    return ask(caller, requestNo, List.of(wish));
  }

  /** As {@link #ask(Caller, String, Wish)}, in several ways at once: one of all is taken. */
  Found ask(Caller caller, String requestNo, List<Wish> wishes) {
    Instant now = tools.now();
    List<Offer> offers = new ArrayList<>();
    List<Offers.Refused> refused = new ArrayList<>();
    for (Wish wish : wishes) {
      Found found = look(caller, requestNo, wish, now);
      offers.addAll(found.offers());
      refused.addAll(found.refused());
    }
    tools.work().run(t -> new OfferTable(t.connection()).put(requestNo, offers));
    return new Found(offers, refused);
  }

  private Found look(Caller caller, String requestNo, Wish wish, Instant now) {
    if (caller.kind() == Caller.Kind.PUBLIC) {
      tools.work().run(t -> refuseIfOften(caller, t.connection(), requestNo));
    }
    check(wish, caller.kind() == Caller.Kind.PUBLIC ? LONGEST_PUBLIC : LONGEST, now);
    Offers.Asked asked =
        tools
            .work()
            .call(
                t ->
                    offers.read(
                        t.connection(),
                        next(caller, t.connection(), requestNo),
                        wish.from(tools.span(tools.day(now)).from()),
                        now));
    // Meanwhile no connection is held: whoever takes something needs one.
    return offers.find(asked);
  }

  private static void refuseIfOften(Caller caller, Connection connection, String requestNo)
      throws SQLException {
    if (caller.kind() == Caller.Kind.PUBLIC) {
      long often = new Appointments(connection).changedBy(requestNo, caller.actor());
      if (often >= MOST_CHANGES) {
        throw new Refusal.Conflict(
            "appointment.changed-often",
            new Text(
                "You have changed it " + often + " times by yourself: please call us",
                "您已自助改约 " + often + " 次，请拨打 95598"));
      }
    }
  }

  private static void check(Wish wish, Duration longest, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    if (!wish.within().to().isAfter(now)) {
      errors.add(FieldError.of("/to", "is over already", "时间已过"));
    }
    if (wish.within().length().compareTo(longest) > 0) {
      errors.add(
          FieldError.of(
              "/to",
              "must be at most " + longest.toDays() + " days after from",
              "至多为 from 之后 " + longest.toDays() + " 天"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  /** The order of a request that a time is wanted for: the first that has none, else the first. */
  private static WorkOrder next(Caller caller, Connection connection, String requestNo)
      throws SQLException {
    List<WorkOrder> open =
        new WorkTables(connection)
            .ofRequest(requestNo).stream()
                .filter(order -> !order.isOver() && caller.covers(order.region()))
                .toList();
    if (open.isEmpty()) {
      throw WorkOrder.unknown();
    }
    return open.stream()
        .filter(Taking::mayBe)
        .min(Comparator.comparing(order -> order.promise() != null))
        .orElseThrow(Taking::begun);
  }

  /**
   * Takes an offer; a time that had been promised before is given up for it.
   *
   * @param language in which fresh offers are said
   * @return the order with its promise
   * @throws Refusal.Conflict {@code appointment.gone} when it has lapsed or somebody was faster,
   *     with fresh offers in its details
   */
  Taken take(Caller caller, String offerId, @Nullable String requestNo, Locale language) {
    Asked asked = asked(caller, offerId, requestNo);
    Offer offer = asked.offer();
    try {
      Instant now = tools.now();
      Span left = Offers.left(offer.within(), now);
      if (now.isAfter(offer.holdsUntil()) || left == null) {
        throw Taking.lost(Reason.PAST);
      }
      return tools
          .work()
          .command(
              transaction -> {
                Hand hand = new Hand(tools, transaction, caller.actor(), now);
                Taken done = take(hand, caller, asked, left);
                hand.end();
                return done;
              });
    } catch (Refusal.Conflict refused) {
      // Nothing is locked any more while others are looked for.
      throw refused.code().equals(Taking.GONE)
          ? gone(caller, offer, refused.text(), language)
          : refused;
    }
  }

  /** What somebody has now. */
  record Taken(WorkOrder order, Appointment appointment) {}

  /** An offer, its order and its tour before anything is locked. */
  private record Asked(Offer offer, WorkOrder order, Taking.Seen tour) {
    private static Optional<Asked> read(Tools tools, Connection connection, String offerId)
        throws SQLException {
      Offer offer = new OfferTable(connection).get(offerId);
      WorkOrder order = offer == null ? null : new WorkTables(connection).get(offer.workOrder());
      return offer == null || order == null
          ? Optional.empty()
          : Optional.of(
              new Asked(offer, order, Taking.Seen.read(tools, connection, offer, tools.now())));
    }
  }

  private Asked asked(Caller caller, String offerId, @Nullable String requestNo) {
    Asked asked = tools.work().read(t -> Asked.read(tools, t.connection(), offerId)).orElse(null);
    if (asked == null
        || requestNo != null && !asked.offer().requestNo().equals(requestNo)
        || !caller.covers(asked.order().region())) {
      throw Taking.gone();
    }
    return asked;
  }

  private Taken take(Hand hand, Caller caller, Asked asked, Span left) throws SQLException {
    Offer offer = asked.offer();
    if (new OfferTable(hand.transaction().connection()).drop(offer.requestNo()) == 0) {
      throw Taking.lost(Reason.PAST);
    }
    // Whoever takes another of its offers at the same time has waited for this one to be dropped.
    refuseIfOften(caller, hand.transaction().connection(), offer.requestNo());
    Promises.Booking booking =
        new Promises.Booking(offer.mode(), offer.within(), caller.actor(), "customer");
    return Taking.of(hand, offer, asked.order(), asked.tour(), left, booking);
  }

  private Refusal gone(Caller caller, Offer offer, Text why, Locale language) {
    Instant now = tools.now();
    Instant from = offer.within().from().isBefore(now) ? now : offer.within().from();
    Instant to = offer.within().to();
    Span again =
        offer.mode() == AppointmentMode.PERIOD && from.isBefore(to)
            ? new Span(from, to)
            : new Span(from, from.plus(Duration.ofDays(AGAIN_DAYS)));
    Found fresh =
        ask(caller, offer.requestNo(), new Wish(offer.mode(), again, USUAL_OFFERS, caller.actor()));
    return new Refusal.Conflict(
        Taking.GONE,
        new Text("This time is gone: " + why.en(), "该时段已不可约：" + why.zh()),
        OfferView.details(fresh, tools.house().zone(), language));
  }

  /**
   * Gives up what was promised.
   *
   * @param requestNo whose it must be; null for anybody's
   * @param seen the version that the caller saw; null for any
   * @throws Refusal.NotFound also for one of another region
   * @throws Refusal.Stale when it has changed since
   */
  void cancel(Caller caller, String id, @Nullable String requestNo, @Nullable Long seen) {
    tools
        .work()
        .command(
            transaction -> {
              Hand hand = new Hand(tools, transaction, caller.actor(), tools.now());
              cancel(hand, caller, id, requestNo, seen);
              hand.end();
              return Boolean.TRUE;
            });
  }

  private static void cancel(
      Hand hand, Caller caller, String id, @Nullable String requestNo, @Nullable Long seen)
      throws SQLException {
    Appointments table = new Appointments(hand.transaction().connection());
    Appointment one = table.get(id);
    if (one == null
        || !caller.covers(one.region())
        || requestNo != null && !one.requestNo().equals(requestNo)) {
      throw unknown();
    }
    WorkOrder order = hand.lock(List.of(), List.of(one.workOrder())).get(one.workOrder());
    Appointment now = table.get(id);
    if (now == null || order == null) {
      throw unknown();
    }
    if (now.endedAt() != null) {
      throw new Refusal.Conflict(
          "appointment.over",
          new Text("The appointment is over: " + now.state(), "该预约已结束：" + now.state()));
    }
    if (seen != null && seen != now.version()) {
      throw new Refusal.Stale(seen, now.version());
    }
    if (!Taking.mayBe(order)) {
      throw Taking.begun();
    }
    new Promises(hand).giveUp(order, "customer");
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound(
        "appointment.unknown", new Text("There is no such appointment", "没有该预约"));
  }

  /** Appointments of a request, newest first. */
  List<Appointment> ofRequest(Caller caller, String requestNo) {
    List<Appointment> all =
        tools.work().read(t -> new Appointments(t.connection()).ofRequest(requestNo, MOST_SHOWN));
    return all.stream().filter(one -> caller.covers(one.region())).toList();
  }

  /**
   * @throws Refusal.NotFound also for one of another region
   */
  Appointment get(Caller caller, String id) {
    Appointment one = tools.work().find(t -> new Appointments(t.connection()).get(id));
    if (one == null || !caller.covers(one.region())) {
      throw unknown();
    }
    return one;
  }
}
