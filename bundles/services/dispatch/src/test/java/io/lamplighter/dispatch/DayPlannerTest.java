package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Watch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days are planned by themselves in the evening, and what comes up later finds its place. */
class DayPlannerTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;
  private int solved;
  private boolean away;
  private Refusal refused =
      new Refusal.Unavailable(new Text("away", "away"), new IllegalStateException());
  private PlanDues dues;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.works("A", "2026-11-25");
    dues = dues("*,18:00,no");
  }

  private PlanDues dues(String line) {
    PlanTimes times = PlanTimes.parse("plans.csv", "station,at,publish\n" + line + "\n");
    return new PlanDues(depot.tools, times);
  }

  /** Gives all jobs to the first crew, in turn. */
  private final Planner planner =
      new Planner() {
        @Override
        public Plan solve(Day day, Effort effort, Watch watch) {
          if (away) {
            throw refused;
          }
          solved++;
          List<Stop> stops = new ArrayList<>();
          day.jobs().forEach(job -> stops.add(new Stop(job.id(), 0, 0, 0)));
          Route route = new Route(day.crews().get(0).id(), stops, List.of(), 0, 0, 0);
          return new Plan(List.of(route), List.of(), 0, 0, 0, 0, 0, Plan.Ending.SPENT);
        }

        @Override
        public List<Candidate> insert(Day day, Plan plan, io.lamplighter.api.planner.Job job) {
          throw new UnsupportedOperationException();
        }
      };

  /** As a node's thread does until nothing is due. */
  private void at(String time) {
    depot.now = Depot.at(time);
    dues.look();
    DayPlanner days = new DayPlanner(depot.tools, planner, dues);
    while (days.round() > 0) {
      // until nothing is due
    }
  }

  private @Nullable BuiltPlan built(LocalDate day) {
    return depot.work.find(t -> BuiltPlan.find(t.connection(), Depot.STATION, day));
  }

  private @Nullable String crew(String no) {
    return depot.order(no + "-1").crew();
  }

  @Test
  void theNextDayIsPlannedInTheEveningAndOnce() {
    depot.request("R1");
    at("2026-11-23T17:59");
    assertNull(crew("R1"));
    at("2026-11-23T18:00");
    assertEquals("A", crew("R1"));
    assertEquals(TUESDAY, depot.order("R1-1").day());
    BuiltPlan plan = Objects.requireNonNull(built(TUESDAY));
    assertEquals("evening", plan.because());
    assertEquals(1, plan.placed());
    assertEquals(0, plan.left());
    assertEquals(depot.board(TUESDAY).version(), plan.version());
    assertEquals(WorkState.OPEN, depot.order("R1-1").state(), "nobody is told yet");
    at("2026-11-23T18:30");
    assertEquals(List.of("plan.built"), depot.told("S1/2026-11-24"));
    assertEquals(1, solved);
  }

  /** Two nodes share a database: what one is at, the other leaves alone. */
  @Test
  void ofTwoNodesOnePlansTheEvening() {
    depot.request("R1");
    at("2026-11-23T12:00");
    depot.now = Depot.at("2026-11-23T18:00");
    Node other = new Node(planner);
    List<Integer> meanwhile = new ArrayList<>();
    Node one =
        new Node(
            new Planner() {
              @Override
              public Plan solve(Day day, Effort effort, Watch watch) {
                meanwhile.add(other.round());
                return planner.solve(day, effort, watch);
              }

              @Override
              public List<Candidate> insert(
                  Day day, Plan plan, io.lamplighter.api.planner.Job job) {
                return planner.insert(day, plan, job);
              }
            });
    assertEquals(1, one.round());
    assertEquals(List.of(0), meanwhile, "it is being planned");
    assertEquals(0, other.round(), "it was planned");
    assertEquals(1, solved);
    assertEquals("A", crew("R1"));
    assertEquals(List.of("plan.built"), depot.told("S1/2026-11-24"));
  }

  @Test
  void whatANodeDiedAtTheOtherDoesWhenItsTimeIsUp() {
    depot.request("R1");
    at("2026-11-23T12:00");
    depot.now = Depot.at("2026-11-23T18:00");
    PlanDues dies = dues("*,18:00,no");
    dies.look();
    assertEquals(1, dies.agenda().take(1).size(), "and is never heard of again");
    Node other = new Node(planner);
    assertEquals(0, other.round());
    depot.now = depot.now.plus(Duration.ofMinutes(31));
    assertEquals(1, other.round());
    assertEquals(List.of("plan.built"), depot.told("S1/2026-11-24"));
    assertEquals("A", crew("R1"));
  }

  /** A node of its own on the same database. */
  private final class Node {
    private final PlanDues its = dues("*,18:00,no");
    private final DayPlanner days;

    Node(Planner planner) {
      days = new DayPlanner(depot.tools, planner, its);
    }

    int round() {
      its.look();
      return days.round();
    }
  }

  @Test
  void anEveningThatNobodyWasThereForIsMadeUpForInTheMorning() {
    depot.request("R1");
    at("2026-11-23T12:00");
    at("2026-11-24T07:00");
    assertEquals("A", crew("R1"));
    assertEquals(TUESDAY, depot.order("R1-1").day());
    depot.request("R2");
    at("2026-11-24T18:00");
    assertNotNull(built(TUESDAY.plusDays(1)), "and the next evening comes");
  }

  @Test
  void aStationThatPlansByHandIsLeftAlone() {
    dues = dues("S1,-,no\n*,18:00,no");
    depot.request("R1");
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertNull(crew("R1"));
    dues = dues("*,18:00,no");
    at("2026-11-23T12:00");
    dues = dues("S1,-,no");
    at("2026-11-23T18:00");
    assertNull(crew("R1"), "also when it is said in the afternoon");
    assertEquals(List.of(), depot.told("S1/2026-11-24"));
  }

  @Test
  void whereItIsWantedEverybodyIsToldThen() {
    dues = dues("*,18:00,yes");
    depot.request("R1");
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertEquals(WorkState.DISPATCHED, depot.order("R1-1").state());
    assertEquals(List.of("plan.published", "plan.built"), depot.told("S1/2026-11-24"));
  }

  @Test
  void whatComesUpLaterIsPutWhereThereIsRoomAndNobodyIsMoved() {
    depot.request("R1");
    depot.book("R1", DAY);
    Span promised = depot.order("R1-1").promise();
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    depot.request("R2");
    at("2026-11-23T18:05");
    assertNull(crew("R2"), "not at every moment");
    at("2026-11-23T18:11");
    assertEquals("A", crew("R2"));
    assertEquals(promised, depot.order("R1-1").promise());
    assertEquals(List.of("appointment.made"), depot.told("R1"));
    assertEquals(List.of(), List.copyOf(PlanCheck.of(depot.board(TUESDAY))));
    assertEquals("waiting", Objects.requireNonNull(built(TUESDAY)).because());
    assertEquals(1, solved, "the day is not turned over again");
    at("2026-11-23T19:00");
    assertEquals(2, depot.told("S1/2026-11-24").size(), "and nothing is done for nothing");
  }

  @Test
  void whatADispatcherTookFromItsCrewWaitsForAPerson() {
    depot.request("R1");
    depot.plan("R1-1", "A", TUESDAY, null);
    depot.plan("R1-1", null, TUESDAY, null);
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertNull(crew("R1"));
  }

  /** Somebody has promised the evening by hand, in which no crew works. */
  @Test
  void whoHasNoPlaceInHisDayIsPromisedAnotherTime() {
    depot.request("R1");
    depot.book("R1", DAY);
    depot.request("R2");
    Map<String, Object> promised =
        Map.of("from", "2026-11-24T12:00:00Z", "to", "2026-11-24T14:00:00Z");
    depot.happens("request.scheduled", "R2", Map.of("to", "scheduled", "details", promised));
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertEquals(1, Objects.requireNonNull(built(TUESDAY)).moved());
    assertEquals("A", crew("R2"));
    Span now = Objects.requireNonNull(depot.order("R2-1").promise());
    assertTrue(now.to().isBefore(Depot.at("2026-11-24T17:31")), now.toString());
    assertEquals(List.of("appointment.made", "appointment.changed"), depot.told("R2"));
    assertEquals(List.of("appointment.made"), depot.told("R1"), "the others keep theirs");
  }

  @Test
  void whichPromisesWereMovedAndWhyStandsOnThePlan() {
    depot.request("R1");
    depot.request("R2");
    depot.book("R1", DAY);
    depot.book("R1", Depot.span("2026-11-24T13:30", "2026-11-24T15:30"));
    Span evening = Depot.span("2026-11-24T20:00", "2026-11-24T22:00");
    Map<String, Object> promised =
        Map.of("from", evening.from().toString(), "to", evening.to().toString());
    depot.happens("request.scheduled", "R2", Map.of("to", "scheduled", "details", promised));
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    List<MovedPromise> moved =
        depot.work.read(t -> MovedPromise.of(t.connection(), Depot.STATION, DAY));
    assertEquals(1, moved.size(), "what the customer changed himself is none");
    MovedPromise one = moved.get(0);
    assertEquals("R2-1", one.workOrder());
    assertEquals(evening, one.was());
    assertEquals(depot.order("R2-1").promise(), one.now());
    assertEquals("planned", one.because());
    depot.publish(TUESDAY);
    Object said =
        depot.journal.all().stream()
            .filter(fact -> fact.type().equals("plan.published"))
            .map(fact -> fact.data().get("moved"))
            .findFirst()
            .orElseThrow();
    assertEquals("1", String.valueOf(said));
  }

  @Test
  void whileThePlannerIsAwayItIsTriedAgainAndAtLastDoneWithoutIt() {
    depot.request("R1");
    away = true;
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertNull(crew("R1"));
    depot.now = depot.now.plus(Duration.ofHours(2));
    at("2026-11-23T20:00");
    assertEquals("A", crew("R1"));
    assertEquals(0, solved);
  }

  @Test
  void whatIsDangerousIsLeftToWhoeverGivesItAtOnce() {
    depot.request("R1", "emergency", null);
    depot.request("R2");
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertNull(crew("R1"));
    assertEquals("A", crew("R2"));
    at("2026-11-23T18:30");
    assertEquals(List.of("plan.built"), depot.told("S1/2026-11-24"), "it is no reason to try");
  }

  @Test
  void whatSomebodyHasChangedSinceIsHis() {
    depot.request("R1");
    StationDay read = depot.board(TUESDAY);
    WorkOrder waiting = depot.order("R1-1");
    depot.plan("R1-1", "A", TUESDAY, null);
    assertNull(new Postponement(depot.tools).another(waiting, DAY, "planned"));
    assertNull(depot.order("R1-1").promise(), "a crew has it");
    depot.plan("R1-1", null, TUESDAY, null);
    List<Move> moves = List.of(new Move("R1-1", "A", null, false, false));
    Plans plans = new Plans(depot.tools);
    assertThrows(Refusal.Stale.class, () -> plans.plan(read, moves, null));
    assertNull(crew("R1"), "he keeps it back");
  }

  @Test
  void whatThePlannerRefusesIsAtLastDoneWithoutIt() {
    depot.request("R1");
    away = true;
    refused = new Refusal.Conflict("day.too-large", new Text("too large", "too large"));
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    assertNull(crew("R1"));
    at("2026-11-23T20:00");
    assertEquals("A", crew("R1"));
  }

  @Test
  void whatIsPutIntoADayThatWasToldIsToldToo() {
    at("2026-11-23T12:00");
    at("2026-11-23T18:00");
    depot.publish(TUESDAY);
    depot.request("R1");
    at("2026-11-23T18:11");
    assertEquals(WorkState.DISPATCHED, depot.order("R1-1").state());
  }

  @Test
  void aWrongLineIsNamed() {
    for (String line : List.of("S1,25:00,no", "S1,18:00,perhaps", "S1,-,no\nS1,-,no")) {
      IllegalArgumentException wrong =
          assertThrows(IllegalArgumentException.class, () -> dues(line));
      assertTrue(String.valueOf(wrong.getMessage()).startsWith("plans.csv line "), line);
    }
    assertNotNull(PlanTimes.load(null).of("S1").at(), "as it ships");
  }
}
