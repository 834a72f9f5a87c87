package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where no crew has a place, one may have it when another does something else of it. */
class ExchangeTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span MORNING = Depot.span("2026-11-24T08:30", "2026-11-24T10:30");

  private Depot depot;

  /** A and B can do everything, C only what R1 and R2 need; A falls ill, who has the repair. */
  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("B");
    depot.shift("B", "2026-11-24T08:30", "2026-11-24T10:30");
    for (String no : List.of("R1", "R2")) {
      depot.request(no);
      depot.book(no, MORNING);
    }
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("F1", "fault-repair", Depot.HOME);
    depot.book("F1", MORNING);
    assertEquals("A", depot.order("F1-1").crew());
    depot.crew("C", 1, "survey", "meter");
    depot.shift("C", "2026-11-24T08:30", "2026-11-24T10:30");
  }

  private List<Tour> others() {
    return new ArrayList<>(
        depot.tours(TUESDAY).stream().filter(tour -> !tour.shift().crew().equals("A")).toList());
  }

  @Test
  void aThirdCrewMakesRoom() {
    List<Tour> others = others();
    Job repair = depot.order("F1-1").looseJob(depot.now);
    assertNull(Places.cheapest(others, repair), "B is full, C cannot do it");
    depot.work.run(
        t -> {
          Hand hand = new Hand(depot.tools, t, "it", depot.now);
          Exchange.carryOut(hand, depot.order("F1-1"), others, "absence");
          hand.end();
        });
    assertEquals("B", depot.order("F1-1").crew());
    List<Tour> after = depot.tours(TUESDAY);
    assertEquals(1, of(after, "C").stops().size());
    for (Tour tour : after) {
      tour.stops().forEach(stop -> assertEquals(0, stop.late().toSeconds(), stop.toString()));
    }
    assertEquals(MORNING, depot.order("F1-1").promise());
  }

  private static Tour of(List<Tour> tours, String crew) {
    return tours.stream()
        .filter(tour -> tour.shift().crew().equals(crew))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsFixedStays() {
    for (String no : List.of("R1-1", "R2-1")) {
      Move fixed = new Move(no, "B", Objects.requireNonNull(depot.order(no).start()), false, true);
      new Plans(depot.tools)
          .move(Depot.AGENT, Depot.STATION, TUESDAY, List.of(fixed), null, "moved");
    }
    assertNull(Exchange.find(others(), depot.order("F1-1").looseJob(depot.now)));
    assertFalse(depot.order("R1-1").crew() == null);
  }
}
