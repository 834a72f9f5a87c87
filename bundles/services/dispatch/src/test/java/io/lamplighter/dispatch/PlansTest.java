package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.kit.sql.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station's day is moved by hand, planned, published, and turned over by what is dangerous. */
class PlansTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;
  private Plans plans;

  @BeforeEach
  void start() {
    depot = new Depot();
    plans = new Plans(depot.tools);
    depot.crew("A");
    depot.crew("B");
    depot.works("A", "2026-11-24");
    depot.works("B", "2026-11-24");
  }

  private WorkOrder book(String no) {
    depot.request(no);
    return depot.book(no, DAY).order();
  }

  private void move(String no, @Nullable String crew, @Nullable String at, @Nullable Long seen) {
    plans.move(
        Depot.AGENT,
        "S1",
        TUESDAY,
        List.of(new Move(no, crew, at == null ? null : Depot.at(at), at != null, false)),
        seen,
        "moved");
  }

  private Instant start(String no) {
    return Objects.requireNonNull(depot.order(no).start());
  }

  private StationDay day() {
    return plans.read(Depot.AGENT, "S1", TUESDAY);
  }

  private Set<Trouble> troubles(String no, String crew, @Nullable String at) {
    Move move = new Move(no, crew, at == null ? null : Depot.at(at), at != null, false);
    return plans.check(Depot.AGENT, "S1", TUESDAY, move).troubles();
  }

  /** Whoever has no limit and was promised nothing has both, told, before a crew is sent. */
  @Test
  void nothingIsToldWithoutACapacityEntryAndAClock() {
    depot.request("R1");
    depot.plan("R1-1", "A", TUESDAY, null);
    assertEquals(WorkState.OPEN, depot.order("R1-1").state(), "planned, and nobody was told");
    depot.publish(TUESDAY);
    WorkOrder told = depot.order("R1-1");
    assertEquals(WorkState.DISPATCHED, told.state());
    Span promise = Objects.requireNonNull(told.promise());
    assertFalse(Objects.requireNonNull(told.start()).isBefore(promise.from()));
    assertTrue(
        depot.tours(TUESDAY).stream()
            .anyMatch(tour -> tour.stop("R1-1") != null && tour.shift().crew().equals("A")));
  }

  @Test
  void aMoveSaysWhatItBreaksAndIsRefusedForIt() {
    book("R1");
    String other = "A".equals(depot.order("R1-1").crew()) ? "B" : "A";
    assertEquals(Set.of(), troubles("R1-1", other, "2026-11-24T09:00"));
    assertEquals(Set.of(Trouble.WINDOW), troubles("R1-1", other, "2026-11-24T11:00"));
    assertTrue(troubles("R1-1", other, "2026-11-24T17:00").contains(Trouble.SHIFT));
    assertEquals(Set.of(Trouble.NO_ENTRY), troubles("R1-1", "Z", null), "a crew with no shift");
    Refusal.Conflict refused =
        assertThrows(Refusal.Conflict.class, () -> move("R1-1", "Z", null, null));
    assertEquals("plan.broken", refused.code());
    assertTrue(refused.text().en().contains("no entry of the crew"), refused.text().en());
    Refusal.Conflict broken =
        assertThrows(Refusal.Conflict.class, () -> move("R1-1", other, "2026-11-24T11:00", null));
    assertEquals("plan.broken", broken.code());
    assertEquals(List.of("window"), broken.details().get("problems"));

    depot.crew("C", 2, "repair");
    depot.works("C", "2026-11-24");
    assertTrue(troubles("R1-1", "C", "2026-11-24T09:00").contains(Trouble.SKILL));
    move("R1-1", other, "2026-11-24T09:00", null);
    assertEquals(other, depot.order("R1-1").crew());
    assertEquals(Depot.at("2026-11-24T09:00"), depot.order("R1-1").start());
  }

  @Test
  void somebodyElsesPromiseIsNotBroken() {
    // Of an hour each, two of a crew begin within the two hours with room to spare, three without.
    List<String> ofB = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      WorkOrder order = book("R" + i);
      if ("B".equals(order.crew())) {
        ofB.add(order.no());
      }
    }
    assertEquals(2, ofB.size());
    move(ofB.get(0), "A", null, null);
    assertTrue(
        troubles(ofB.get(1), "A", "2026-11-24T08:30").contains(Trouble.PROMISE),
        day().tours().toString());
  }

  @Test
  void whoSawAnOlderPlanIsTold() {
    book("R1");
    long seen = day().version();
    move("R1-1", null, null, seen);
    assertNull(depot.order("R1-1").crew());
    assertEquals(WorkState.BOOKED, depot.order("R1-1").state(), "what was promised stays");
    assertThrows(Refusal.Stale.class, () -> move("R1-1", "A", null, seen));
    assertEquals(List.of("R1-1"), day().waiting().stream().map(WorkOrder::no).toList());
    move("R1-1", "A", null, day().version());
    assertEquals("A", depot.order("R1-1").crew());
  }

  @Test
  void whatIsPinnedStays() {
    book("R1");
    plans.move(
        Depot.AGENT,
        "S1",
        TUESDAY,
        List.of(new Move("R1-1", "A", Depot.at("2026-11-24T09:00"), true, true)),
        null,
        "moved");
    depot.request("R2");
    depot.request("R3");
    Refusal.Conflict broken =
        assertThrows(Refusal.Conflict.class, () -> move("R2-1", "A", "2026-11-24T08:00", null));
    assertEquals(List.of("pin"), broken.details().get("problems"));
    move("R2-1", "A", "2026-11-24T09:30", null);
    move("R3-1", "A", null, null);
    assertEquals(Depot.at("2026-11-24T09:00"), start("R1-1"));
    assertEquals(Depot.at("2026-11-24T10:00"), start("R3-1"), "before what is wished for later");
    assertEquals(Depot.at("2026-11-24T11:00"), start("R2-1"));
  }

  @Test
  void publishingTellsEverybodyOnce() {
    book("R1");
    depot.request("R2");
    move("R2-1", "A", "2026-11-24T14:00", null);
    assertEquals(2, plans.publish(Depot.AGENT, "S1", TUESDAY, null));
    assertEquals(WorkState.DISPATCHED, depot.order("R2-1").state());
    assertEquals(Depot.span("2026-11-24T13:30", "2026-11-24T15:30"), depot.order("R2-1").promise());
    assertEquals(day().version(), day().published());
    assertEquals(List.of("plan.published"), depot.told("S1/2026-11-24"));
    assertEquals(0, plans.publish(Depot.AGENT, "S1", TUESDAY, null));
    depot.tellDesk();
    assertEquals(4, depot.moves.size(), "both are scheduled and dispatched");
  }

  @Test
  void aPlanThatDoesNotHoldIsNotPublished() {
    WorkOrder order = book("R1");
    depot.work.run(t -> new Sql(t.connection(), "delete from dispatch.certificate").run());
    Refusal.Conflict broken =
        assertThrows(Refusal.Conflict.class, () -> plans.publish(Depot.AGENT, "S1", TUESDAY, null));
    assertEquals("plan.broken", broken.code());
    assertEquals(WorkState.BOOKED, depot.order(order.no()).state());
  }

  /** Gives all jobs to the first crew, in turn. */
  private static Planner planner() {
    return new Planner() {
      @Override
      public Plan solve(Day day, Effort effort, Watch watch) {
        day.crews().forEach(crew -> assertTrue(crew.capacity() <= 1e9, "as the real one wants it"));
        List<io.lamplighter.api.planner.Stop> stops = new ArrayList<>();
        day.jobs()
            .forEach(job -> stops.add(new io.lamplighter.api.planner.Stop(job.id(), 0, 0, 0)));
        String crew = day.crews().get(0).id();
        Route route = new Route(crew, stops, List.of(), 0, 0, 0);
        return new Plan(List.of(route), List.of(), 0, 0, 0, 0, 0, Plan.Ending.SPENT);
      }

      @Override
      public List<Candidate> insert(Day day, Plan plan, io.lamplighter.api.planner.Job job) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Test
  void whatThePlannerSaysIsPlayedThroughBeforeItIsDone() {
    for (int i = 0; i < 9; i++) {
      depot.request("R" + i);
    }
    Proposals.Proposal found = new Proposals(depot.tools, planner()).propose(day());
    assertEquals(9, found.moves().size(), "what has no room at the first is given to the second");
    plans.move(Depot.AGENT, "S1", TUESDAY, found.moves(), null, "planned");
    assertFalse(PlanCheck.of(day()).stream().anyMatch(Trouble::breaks), day().tours().toString());
    assertEquals(List.of(), day().waiting());
    assertEquals(List.of(), new Proposals(depot.tools, planner()).propose(day()).left());
  }

  @Test
  void thePlannerAwayIsSaid() {
    Planner away =
        new Planner() {
          @Override
          public Plan solve(Day day, Effort effort, Watch watch) {
            throw new Refusal.Unavailable(new Text("away", "away"), new IllegalStateException());
          }

          @Override
          public List<Candidate> insert(Day day, Plan plan, io.lamplighter.api.planner.Job job) {
            throw new UnsupportedOperationException();
          }
        };
    assertThrows(Refusal.Unavailable.class, () -> new Proposals(depot.tools, away).propose(day()));
    assertEquals(WorkState.BOOKED, book("R1").state(), "bookings go on");
  }

  @Test
  void theBestThreePlacesAreSaidInWords() {
    depot.request("R1");
    depot.crew("C", 2, "repair");
    depot.works("C", "2026-11-24");
    PlanViews.Places places =
        PlanViews.places(day(), depot.order("R1-1").job(depot.now), Depot.ZONE, Locale.CHINESE);
    assertEquals(
        List.of("A", "B"), places.places().stream().map(PlanViews.PlaceView::crew).toList());
    assertEquals("班组A 08:30 开工，为当日第 1 单，多行 0.0 公里、0 分钟", places.places().get(0).says());
    assertEquals("skill", places.refused().get(0).code());
  }

  @Test
  void whatIsDangerousGoesFirstAndWhomItDisplacesIsTold() {
    depot.now = Depot.at("2026-11-24T08:30");
    for (int i = 1; i <= 6; i++) {
      book("R" + i);
    }
    int before = depot.journal.all().size();
    depot.request("E1", "emergency", new Location(120.581, 30.0));
    depot.request("E2", "emergency", new Location(120.581, 30.0));
    Emergencies emergencies = new Emergencies(depot.tools);
    assertEquals(2, emergencies.round());
    for (String urgent : List.of("E1-1", "E2-1")) {
      assertEquals(WorkState.DISPATCHED, depot.order(urgent).state());
      assertTrue(start(urgent).isBefore(Depot.at("2026-11-24T08:45")));
    }
    assertEquals(0, emergencies.round());
    List<String> told =
        depot.journal.all().subList(before, depot.journal.all().size()).stream()
            .map(fact -> fact.type())
            .toList();
    assertTrue(told.contains("appointment.changed"), told.toString());
    for (Tour tour : depot.tours(TUESDAY)) {
      tour.stops().forEach(stop -> assertTrue(stop.late().isZero(), "nobody is late unsaid"));
    }
  }

  @Test
  void whomNobodyCameToIsSaidOnce() {
    book("R1");
    NoShows noShows = new NoShows(depot.tools);
    assertEquals(0, noShows.look());
    depot.now = Depot.at("2026-11-24T10:31");
    assertEquals(1, noShows.look());
    assertEquals(0, noShows.look());
    assertEquals(List.of("appointment.made", "appointment.missed"), depot.told("R1"));
  }

  @Test
  void nothingIsMovedTwiceAtOnce() {
    Move.Sent one = new Move.Sent("R1-1", "A", null, null);
    Move.Sent other = new Move.Sent("R1-1", "B", null, null);
    PlansResource.Body body =
        new PlansResource.Body("S1", "2026-11-24", null, null, null, null, List.of(one, other));
    Refusal.Invalid twice = assertThrows(Refusal.Invalid.class, body::planned);
    assertEquals("/moves/1/workOrder", twice.errors().get(0).pointer());
  }

  @Test
  void aDayIsOneOfACalendar() {
    assertEquals(TUESDAY, WrittenDay.read("2026-11-24"));
    for (String wrong : List.of("+999999999-12-31", "2026-02-30", "morgen", "")) {
      assertNull(WrittenDay.read(wrong), wrong);
    }
  }
}
