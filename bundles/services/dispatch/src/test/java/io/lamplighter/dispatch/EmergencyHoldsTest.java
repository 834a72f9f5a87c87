package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a day looks like: what is dangerous has the suitable crew that can be there first, and
 * whom it displaces is served by others as promised, or told.
 */
class EmergencyHoldsTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");
  private static final Duration TAKES = Duration.ofMinutes(70);
  private static final Duration ABOUT_AS_SOON = Duration.ofMinutes(5);

  private final Random random = new Random();
  private final Map<String, Location> homes = new TreeMap<>();
  private final Map<String, Span> shifts = new HashMap<>();
  private Depot depot = new Depot();

  private Location somewhere() {
    return new Location(120.5 + random.nextDouble() / 5, 30 + random.nextDouble() / 5);
  }

  /** Some can do it, some have not the skill, some are alone. */
  private void crew(String code) {
    boolean able = random.nextInt(3) > 0;
    int people = able || random.nextBoolean() ? 2 : 1;
    String[] skills =
        able || people == 1
            ? new String[] {"repair", "survey", "meter"}
            : new String[] {"survey", "meter"};
    depot.crew(code, people, skills);
    Location home = somewhere();
    depot.work.run(
        t ->
            new Sql(
                    t.connection(),
                    "update dispatch.crew set lon = ?::double precision, lat = ?::double precision"
                        + " where code = ?")
                .with(Double.toString(home.lon()), Double.toString(home.lat()), code)
                .run());
    String from = "2026-11-24T" + (random.nextBoolean() ? "08:00" : "09:30");
    String to = "2026-11-24T" + (random.nextBoolean() ? "17:30" : "13:00");
    depot.shift(code, from, to);
    if (able) {
      homes.put(code, home);
      shifts.put(code, Depot.span(from, to));
    }
  }

  private void book(String no) {
    depot.request(no, "service", somewhere());
    Offers.Wish wish =
        new Offers.Wish(
            random.nextInt(3) == 0 ? AppointmentMode.DAY : AppointmentMode.SLOT, DAY, 3, "anna");
    List<Offer> offers = depot.bookings().ask(Depot.AGENT, no, wish).offers();
    if (!offers.isEmpty()) {
      String id = offers.get(random.nextInt(offers.size())).id();
      depot.bookings().take(Depot.AGENT, id, null, Locale.ENGLISH);
    }
  }

  /** When a crew with nothing begun would begin there; null when it would not be done in time. */
  private @Nullable Instant soonest(String crew, Location at) {
    Span shift = Objects.requireNonNull(shifts.get(crew));
    Instant free = depot.now.isBefore(shift.from()) ? shift.from() : depot.now;
    long way = TourHoldsTest.seconds(homes.get(crew), at);
    Instant there = free.plusSeconds(way);
    return there.plus(TAKES).isAfter(shift.to()) ? null : there;
  }

  private Map<String, WorkOrder> orders() {
    Map<String, WorkOrder> all = new TreeMap<>();
    for (String no : depot.requests.keySet()) {
      all.put(no, depot.order(no + "-1"));
    }
    return all;
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void whoIsThereFirstGoesAndWhomItDisplacesKnows(@ForAll long seed) {
    random.setSeed(seed);
    homes.clear();
    shifts.clear();
    depot = new Depot();
    int crews = 1 + random.nextInt(4);
    for (int i = 0; i < crews; i++) {
      crew("C" + i);
    }
    for (int i = 0; i < 3 * crews; i++) {
      book("R" + i);
    }
    depot.now = Depot.at("2026-11-24T07:00").plus(Duration.ofMinutes(random.nextInt(480)));
    Map<String, WorkOrder> before = orders();
    Map<String, Duration> lateBefore = late();
    int told = depot.journal.all().size();
    Location danger = somewhere();
    depot.request("E", "emergency", danger);
    int given = new Emergencies(depot.tools).round();
    new Stranded(depot.tools).round();

    List<Instant> could = new ArrayList<>();
    homes.keySet().stream()
        .map(crew -> soonest(crew, danger))
        .filter(Objects::nonNull)
        .forEach(could::add);
    Instant first = could.stream().min(Instant::compareTo).orElse(null);
    WorkOrder emergency = depot.order("E-1");
    if (first == null || first.isAfter(depot.now.plus(Duration.ofHours(4)))) {
      assertEquals(given, emergency.crew() == null ? 0 : 1, "seed " + seed);
    } else {
      assertEquals(1, given, "seed " + seed);
      assertEquals(WorkState.DISPATCHED, emergency.state());
      assertTrue(homes.containsKey(emergency.crew()), "seed " + seed + ": is able");
      Instant starts = emergency.start();
      assertNotNull(starts);
      assertFalse(starts.isAfter(first.plus(ABOUT_AS_SOON).plusSeconds(1)), "seed " + seed);
    }
    Set<String> said = Set.copyOf(said(told));
    orders()
        .forEach(
            (no, after) -> {
              WorkOrder was = before.get(no);
              if (was != null && was.promise() != null) {
                isServedOrTold(seed, was, after, said.contains(no));
              }
            });
    late()
        .forEach(
            (no, late) ->
                assertTrue(
                    late.compareTo(lateBefore.getOrDefault(no, Duration.ZERO)) <= 0,
                    "seed " + seed + ", " + no + " is late and nobody said so"));
  }

  private Map<String, Duration> late() {
    Map<String, Duration> all = new HashMap<>();
    for (Tour tour : depot.tours(TUESDAY)) {
      tour.stops().forEach(stop -> all.put(stop.job().order(), stop.late()));
    }
    return all;
  }

  /** Requests of which another promise, or none any more, was told since. */
  private List<String> said(int since) {
    return depot.journal.all().stream()
        .skip(since)
        .filter(
            fact -> Set.of("appointment.changed", "appointment.cancelled").contains(fact.type()))
        .map(fact -> fact.subject())
        .toList();
  }

  private void isServedOrTold(long seed, WorkOrder was, WorkOrder after, boolean said) {
    String which = "seed " + seed + ", " + was.no();
    if (!said) {
      assertEquals(was.promise(), after.promise(), which);
      assertTrue(after.crew() != null || isTimeLeft(was), which + " has a crew");
    } else if (after.promise() == null) {
      assertNull(after.crew(), which + " is nobody's");
    } else {
      Span promise = after.promise();
      Instant start = after.start();
      assertNotNull(start, which);
      assertFalse(start.isBefore(promise.from()) || start.isAfter(promise.to()), which);
    }
  }

  /**
   * So that he can hear of it an hour before his time begins, or before a quarter of it is left.
   */
  private boolean isTimeLeft(WorkOrder order) {
    Span promise = Objects.requireNonNull(order.promise());
    return depot.now.isBefore(promise.from().minus(Duration.ofHours(1)))
        || !depot.now.isBefore(promise.from())
            && depot.now.isBefore(promise.to().minus(promise.length().dividedBy(4)));
  }
}
