package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked for, taken, moved, fixed and given up in whatever order: no schedule breaks
 * skill, certificate, shift, window, fixed time or two-person rule, by a reckoning of its own.
 */
class SchedulesHoldTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");
  private static final int STEPS = 40;
  private static final int REQUESTS = 20;

  private Depot depot = new Depot();
  private Random random = new Random();
  private final Map<String, Instant> pinned = new HashMap<>();

  /**
   * Three crews: one that lacks a skill, one of one person, one whose certificate lapses that day.
   */
  private void town(long seed) {
    random = new Random(seed);
    pinned.clear();
    depot = new Depot();
    depot.crew("A", 2, "repair", "meter");
    depot.crew("B", 1, "repair", "meter", "survey");
    depot.crew("C");
    for (String crew : List.of("A", "B", "C")) {
      depot.works(crew, "2026-11-24");
    }
    depot.work.run(
        t ->
            new Sql(
                    t.connection(),
                    "update dispatch.certificate set valid_to = '2026-11-23'"
                        + " where login like 'C-%' and skill = 'meter'")
                .run());
    for (int i = 0; i < REQUESTS; i++) {
      String kind = random.nextBoolean() ? "service" : "fault-repair";
      depot.request("R" + i, kind, somewhere());
    }
  }

  private @Nullable Location somewhere() {
    return random.nextInt(8) == 0
        ? null
        : new Location(120.5 + random.nextDouble() / 8, 29.95 + random.nextDouble() / 8);
  }

  @Test
  void noScheduleEverBreaksARule() {
    long first = new Random().nextLong();
    int changed = 0;
    for (long seed = first; seed < first + 5; seed++) {
      town(seed);
      for (int step = 0; step < STEPS; step++) {
        changed += step() ? 1 : 0;
        check("seed " + seed + ", step " + step);
      }
    }
    assertTrue(changed > STEPS, "something was done: " + changed);
  }

  private boolean step() {
    String no = "R" + random.nextInt(REQUESTS);
    try {
      switch (random.nextInt(5)) {
        case 0, 1 -> book(no);
        case 2 -> move(no, false);
        case 3 -> move(no, true);
        default -> giveUp(no);
      }
      return true;
    } catch (Refusal refused) {
      return false;
    }
  }

  private void book(String no) {
    AppointmentMode mode = AppointmentMode.values()[random.nextInt(2)];
    Offers.Wish wish = new Offers.Wish(mode, DAY, 4, "anna");
    List<Offer> offers = depot.bookings().ask(Depot.AGENT, no, wish).offers();
    if (!offers.isEmpty()) {
      Offer offer = offers.get(random.nextInt(offers.size()));
      depot.bookings().take(Depot.AGENT, offer.id(), no, Locale.CHINESE);
      pinned.remove(no + "-1");
    }
  }

  private void move(String no, boolean pin) {
    String crew = List.of("A", "B", "C").get(random.nextInt(3));
    Instant start = DAY.from().plus(Duration.ofMinutes(480 + random.nextInt(600)));
    Move move = new Move(no + "-1", crew, start, true, pin);
    new Plans(depot.tools).move(Depot.AGENT, Depot.STATION, TUESDAY, List.of(move), null, "moved");
    pinned.remove(no + "-1");
    if (pin) {
      pinned.put(no + "-1", start);
    }
  }

  private void giveUp(String no) {
    List<Move> moves = List.of(new Move(no + "-1", null, null, false, false));
    new Plans(depot.tools).move(Depot.AGENT, Depot.STATION, TUESDAY, moves, null, "moved");
    pinned.remove(no + "-1");
  }

  private void check(String when) {
    for (Tour tour : depot.tours(TUESDAY)) {
      assertEquals(List.of(), TourHoldsTest.broken(tour.shift(), tour.jobs()), when);
      String crew = tour.shift().crew();
      Set<String> skills = tour.shift().skills();
      assertEquals(crew.equals("B"), skills.containsAll(Set.of("survey", "meter")), when);
      for (Tour.Stop stop : tour.stops()) {
        WorkOrder order = depot.order(stop.job().order());
        Span promise = order.promise();
        assertTrue(promise == null || promise.distance(stop.start()).isZero(), when);
        Instant fixed = pinned.get(order.no());
        assertTrue(fixed == null || fixed.equals(stop.start()), when + ": " + order.no());
      }
    }
  }

  /** Two stations that are alike are offered the same, whoever asks first. */
  @Test
  void equalTownsAreOfferedTheSame() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + 3; seed++) {
      List<String> one = offered(seed);
      assertEquals(one, offered(seed), "seed " + seed);
      assertTrue(one.size() > REQUESTS, "seed " + seed + ": " + one);
    }
  }

  private List<String> offered(long seed) {
    town(seed);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Offers.Wish wish = new Offers.Wish(AppointmentMode.SLOT, DAY, 4, "anna");
      Offers.Found found = depot.bookings().ask(Depot.AGENT, "R" + i, wish);
      for (Offer offer : found.offers()) {
        all.add(offer.requestNo() + " " + offer.crew() + " " + offer.within() + offer.start());
      }
      found.refused().forEach(one -> all.add(one.within() + " " + one.reason()));
      if (i % 2 == 0 && !found.offers().isEmpty()) {
        depot.bookings().take(Depot.AGENT, found.offers().get(0).id(), null, Locale.CHINESE);
      }
    }
    return all;
  }
}
