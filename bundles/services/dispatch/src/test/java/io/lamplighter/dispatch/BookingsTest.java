package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.dispatch.Offers.Found;
import io.lamplighter.dispatch.Offers.Refused;
import io.lamplighter.dispatch.Offers.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are offered that hold, and taken once. */
class BookingsTest {
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;
  private Bookings bookings;

  @BeforeEach
  void start() {
    depot = new Depot();
    bookings = depot.bookings();
  }

  private Found ask(String no, Span within) {
    return bookings.ask(
        Depot.AGENT, no, new Wish(AppointmentMode.SLOT, within, 3, Depot.AGENT.actor()));
  }

  private Offer first(String no) {
    return ask(no, DAY).offers().get(0);
  }

  @Test
  void anOfferIsTakenOnceAndKept() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    Found found = ask("R1", DAY);
    assertEquals(3, found.offers().size());
    assertEquals(Depot.at("2026-11-24T08:30"), found.offers().get(0).within().from());

    Bookings.Taken taken =
        bookings.take(Depot.AGENT, found.offers().get(1).id(), "R1", Locale.CHINESE);
    WorkOrder order = depot.order("R1-1");
    assertEquals(WorkState.BOOKED, order.state());
    assertEquals("A", order.crew());
    assertEquals(found.offers().get(1).within(), order.promise());
    assertEquals("made", taken.appointment().state());
    assertEquals(List.of("appointment.made"), depot.told("R1"));
    assertEquals(List.of("work-order.opened", "work-order.assigned"), depot.told("R1-1"));
    assertThrows(
        Refusal.Conflict.class,
        () -> bookings.take(Depot.AGENT, found.offers().get(0).id(), "R1", Locale.CHINESE),
        "the others went with it");
  }

  @Test
  void anotherTimeFreesTheOneBefore() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    bookings.take(Depot.AGENT, first("R1").id(), null, Locale.CHINESE);
    Offer later = ask("R1", DAY).offers().get(2);
    Appointment made = bookings.take(Depot.AGENT, later.id(), null, Locale.CHINESE).appointment();
    assertEquals(later.within(), depot.order("R1-1").promise());
    assertEquals(1, depot.order("R1-1").movedTimes());
    assertEquals(List.of("appointment.made", "appointment.changed"), depot.told("R1"));
    assertEquals(1, depot.tours(Depot.MONDAY.plusDays(1)).get(0).stops().size());

    bookings.cancel(Depot.AGENT, made.id(), null, null);
    assertEquals(WorkState.OPEN, depot.order("R1-1").state());
    assertNull(depot.order("R1-1").crew());
    Refusal over =
        assertThrows(
            Refusal.Conflict.class, () -> bookings.cancel(Depot.AGENT, made.id(), null, null));
    assertEquals("appointment.over", over.code());
  }

  @Test
  void eachRefusedTimeSaysWhy() {
    depot.crew("A", 2, "repair");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    assertEquals(List.of(Reason.SKILL), reasons(ask("R1", DAY)));

    depot.crew("B");
    depot.works("B", "2026-11-25");
    List<Reason> reasons = reasons(ask("R1", Depot.span("2026-11-23T00:00", "2026-11-25T13:00")));
    assertTrue(reasons.contains(Reason.SHIFT) && reasons.contains(Reason.SKILL), "" + reasons);

    depot.now = Depot.at("2026-11-25T10:29");
    Found late = ask("R1", Depot.span("2026-11-25T00:00", "2026-11-26T00:00"));
    assertEquals(Reason.PAST, late.refused().get(0).reason());
    assertEquals(Depot.at("2026-11-25T10:30"), late.offers().get(0).within().from());
  }

  @Test
  void aLimitThatWouldPassIsNoTimeToOffer() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    depot.read(clock("urge.answer", "clock.started", Map.of("dueAt", "2026-11-23T03:00:00Z")));
    assertNull(depot.order("R1-1").due(), "what is owed to who urged");
    depot.read(clock("r", "clock.started", Map.of("dueAt", "2026-11-24T03:00:00Z")));
    Found found = ask("R1", DAY);
    assertEquals(Depot.at("2026-11-24T11:00"), depot.order("R1-1").due());
    assertEquals(2, found.offers().size());
    assertEquals(List.of(Reason.LIMIT), reasons(found));
    depot.read(clock("r", "clock.met", Map.of("metAt", "2026-11-23T03:00:00Z", "late", false)));
    assertNull(depot.order("R1-1").due());
  }

  private Entry clock(String rule, String type, Map<String, Object> more) {
    Map<String, Object> data = new HashMap<>(more);
    data.putAll(
        Map.of(
            "clock",
            "c1",
            "on",
            "R1",
            "rule",
            rule,
            "edition",
            "1",
            "startedAt",
            "2026-11-23T00:00:00Z"));
    return new Entry(
        new Cursor(1, 99), type, "R1", "330602", "system:clocks", "clocks", depot.now, data);
  }

  private static List<Reason> reasons(Found found) {
    return found.refused().stream().map(Refused::reason).distinct().toList();
  }

  @Test
  void whatLapsedIsGoneAndComesWithFreshOffers() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    Offer offer = first("R1");
    depot.now = depot.now.plus(Duration.ofMinutes(6));
    Refusal.Conflict gone =
        assertThrows(
            Refusal.Conflict.class,
            () -> bookings.take(Depot.AGENT, offer.id(), null, Locale.CHINESE));
    assertEquals("appointment.gone", gone.code());
    List<?> fresh = (List<?>) gone.details().getOrDefault("offers", List.of());
    assertEquals(3, fresh.size());
    String id = String.valueOf(((Map<?, ?>) fresh.get(0)).get("id"));
    assertEquals(
        WorkState.BOOKED, bookings.take(Depot.AGENT, id, null, Locale.CHINESE).order().state());
  }

  @Test
  void aPeriodThatIsGoneIsOfferedAnewAsItWas() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    Span within = Depot.span("2026-11-24T08:00", "2026-11-24T12:00");
    Wish wish = new Wish(AppointmentMode.PERIOD, within, 1, Depot.AGENT.actor());
    Offer offer = bookings.ask(Depot.AGENT, "R1", wish).offers().get(0);
    depot.now = depot.now.plus(Duration.ofMinutes(6));
    Refusal.Conflict gone =
        assertThrows(
            Refusal.Conflict.class,
            () -> bookings.take(Depot.AGENT, offer.id(), null, Locale.ENGLISH));
    List<?> fresh = (List<?>) gone.details().getOrDefault("offers", List.of());
    String says = String.valueOf(((Map<?, ?>) fresh.get(0)).get("says"));
    assertTrue(says.contains("begins about"), says);
    assertEquals(within.to().toString(), ((Map<?, ?>) fresh.get(0)).get("to"));
  }

  @Test
  void aPeriodBeginsNoEarlierThanTheFirstShiftInIt() {
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    Span within = Depot.span("2026-11-24T05:00", "2026-11-24T12:00");
    Wish wish = new Wish(AppointmentMode.PERIOD, within, 1, Depot.AGENT.actor());
    Span offered = bookings.ask(Depot.AGENT, "R1", wish).offers().get(0).within();
    assertEquals(Depot.span("2026-11-24T08:30", "2026-11-24T12:00"), offered);
  }

  @Test
  void whatIsBegunOfAMinuteIsNotWishedFor() {
    Wish wish =
        new WishBody("R1", "period", "2026-11-24T08:00:01+08:00", "2026-11-24T12:00:59+08:00", null)
            .read("an");
    assertEquals(Depot.span("2026-11-24T08:01", "2026-11-24T12:00"), wish.within());
    WishBody within =
        new WishBody(
            "R1", "period", "2026-11-24T08:00:01+08:00", "2026-11-24T08:01:59+08:00", null);
    Refusal.Invalid none = assertThrows(Refusal.Invalid.class, () -> within.read("an"));
    assertEquals("/to", none.errors().get(0).pointer());
  }

  @Test
  void theCustomerLooksAWeekAhead() {
    depot.request("R1");
    Wish wish =
        new Wish(
            AppointmentMode.SLOT, Depot.span("2026-11-23T12:00", "2026-12-01T12:00"), 3, "web");
    Refusal.Invalid far =
        assertThrows(Refusal.Invalid.class, () -> bookings.ask(Caller.PUBLIC, "R1", wish));
    assertEquals("/to", far.errors().get(0).pointer());
    assertEquals(List.of(), bookings.ask(Depot.AGENT, "R1", wish).offers());
  }

  @Test
  void whatIsOverIsNotLookedThrough() {
    depot.crew("A");
    depot.works("A", "2026-12-23");
    depot.request("R1");
    depot.now = Depot.at("2026-12-22T12:00");
    Found found = ask("R1", Depot.span("2026-11-23T12:00", "2026-12-24T00:00"));
    assertEquals(3, found.offers().size());
  }

  @Test
  void nobodyIsOfferedWhatIsUnderOfferWhileThereIsMore() {
    depot.crew("A");
    depot.shift("A", "2026-11-24T08:30", "2026-11-24T09:30");
    depot.crew("B");
    depot.shift("B", "2026-11-24T08:30", "2026-11-24T09:30");
    depot.request("R1");
    depot.request("R2");
    depot.request("R3");
    Offer one = first("R1");
    Offer two = first("R2");
    assertFalse(one.crew().equals(two.crew()), "each has a crew for himself");
    Offer three = first("R3");
    bookings.take(Depot.AGENT, three.id(), null, Locale.CHINESE);
    Offer lost = three.crew().equals(one.crew()) ? one : two;
    assertThrows(
        Refusal.Conflict.class, () -> bookings.take(Depot.AGENT, lost.id(), null, Locale.CHINESE));
  }

  @Test
  void anotherRegionHasNoSuchWork() {
    depot.request("R1");
    Wish wish = new Wish(AppointmentMode.SLOT, DAY, 3, "bo");
    var stranger = new Caller("bo", Caller.Kind.PERSON, Set.of(Role.AGENT), "44", Set.of());
    assertThrows(Refusal.NotFound.class, () -> bookings.ask(stranger, "R1", wish));
    assertThrows(
        Refusal.Invalid.class,
        () ->
            bookings.ask(
                Depot.AGENT,
                "R1",
                new Wish(
                    AppointmentMode.SLOT,
                    Depot.span("2026-11-20T00:00", "2026-11-21T00:00"),
                    3,
                    "bo")),
        "times in the past");
  }

  /** Ten crews have room for ten visits of an hour each on that day, and for no more. */
  @Test
  void ofFiveHundredAHundredHaveATime() throws Exception {
    int crews = 10;
    int visits = 10;
    for (int i = 0; i < crews; i++) {
      String code = "C" + i;
      depot.crew(code);
      depot.shift(code, "2026-11-24T08:00", "2026-11-24T18:00");
    }
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      customers.add("R" + i);
      depot.request("R" + i);
    }
    AtomicInteger taken = new AtomicInteger();
    Map<String, String> refused = new ConcurrentHashMap<>();
    ExecutorService people = Executors.newFixedThreadPool(64);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (String no : customers) {
        all.add(people.submit(() -> book(no, taken, refused)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      people.shutdownNow();
    }
    assertEquals(crews * visits, taken.get());
    assertEquals(500 - crews * visits, refused.size());
    assertFalse(refused.containsValue(""), "each refusal is explained");
    for (Tour tour : depot.tours(Depot.MONDAY.plusDays(1))) {
      assertEquals(visits, tour.stops().size(), tour.shift().crew());
      assertEquals(Duration.ZERO, tour.overtime());
      tour.stops().forEach(stop -> assertEquals(Duration.ZERO, stop.late()));
    }
  }

  /** As a customer does: asks, takes, and asks again while there is something. */
  private void book(String no, AtomicInteger taken, Map<String, String> refused) {
    Wish wish = new Wish(AppointmentMode.DAY, DAY, 3, no);
    Found found = bookings.ask(Depot.AGENT, no, wish);
    while (!found.offers().isEmpty()) {
      try {
        bookings.take(Depot.AGENT, found.offers().get(0).id(), no, Locale.CHINESE);
        taken.incrementAndGet();
        return;
      } catch (Refusal.Conflict gone) {
        assertEquals("appointment.gone", gone.code());
        found = bookings.ask(Depot.AGENT, no, wish);
      } catch (Refusal.Unavailable crowded) {
        found = bookings.ask(Depot.AGENT, no, wish);
      }
    }
    String why = found.refused().isEmpty() ? "" : found.refused().get(0).reason().text().zh();
    refused.put(no, why);
  }
}
