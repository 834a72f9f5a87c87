package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Patience;
import io.lamplighter.kit.retry.Backoff;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Plans stations' days by itself: the whole next day in the evening, and into a day that is planned
 * what comes up later. Nothing that was promised is touched, but what has no place in its day any
 * more: that gets another time, and the customer is told.
 */
final class DayPlanner {
  private static final int DAYS = 7;

  /** Until then a person may still find a way to keep what was promised. */
  private static final Duration LAST_CHANCE = Duration.ofHours(1);

  /** Whoever changes a plan all the time does not keep what waits from being placed. */
  private static final int MOST_STALE = 5;

  /** So long the planner is waited for; then what waits is put where there is room. */
  private static final Patience PATIENCE =
      new Patience(
          new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), new Random()),
          Duration.ofHours(1));

  private final Tools tools;
  private final Plans plans;
  private final Postponement postponement;
  private final Proposals proposals;
  private final PlanDues dues;
  private final Agenda agenda;

  DayPlanner(Tools tools, Planner planner, PlanDues dues) {
    this.tools = tools;
    this.dues = dues;
    plans = new Plans(tools);
    postponement = new Postponement(tools);
    proposals = new Proposals(tools, planner);
    agenda = dues.agenda();
  }

  /**
   * Plans what is due, one station's day.
   *
   * @return how many were looked at
   */
  int round() {
    List<Due> due = agenda.take(1);
    for (Due one : due) {
      try {
        plan(one);
      } catch (Refusal.NotFound noCrew) {
        tools.work().run(t -> agenda.done(t, one));
      } catch (Refusal refusal) {
        Instant soon = PATIENCE.next(one, tools.now());
        Instant next = soon == null ? tools.now().plus(PlanDues.REST) : soon;
        tools.work().run(t -> agenda.later(t, List.of(one.later(next, refusal.code()))));
      }
    }
    return due.size();
  }

  private void plan(Due due) {
    String station = due.subject();
    LocalDate day = dues.day(due);
    if (PlanDues.isEvening(due)) {
      evening(due, station, day);
      return;
    }
    String because =
        tools
            .work()
            .find(
                t -> {
                  return dues.because(t.connection(), station, day);
                });
    if (because == null) {
      tools.work().run(t -> agenda.done(t, due));
    } else {
      Done done = new Done(tools.now());
      put(station, day, tools.now().plus(LAST_CHANCE), done);
      if (done.isUntold()) {
        publish(station, day);
      }
      end(due, station, day, because, done);
    }
  }

  /** What was done, as it is counted. */
  private static final class Done {
    private final Instant begun;
    private String region = "";
    private int placed;
    private int moved;
    private int left;
    private long version;
    private boolean published;

    private Done(Instant begun) {
      this.begun = begun;
    }

    /** Whether something was put into a day that crews and customers know already. */
    private boolean isUntold() {
      return published && placed > 0;
    }
  }

  private void evening(Due due, String station, LocalDate day) {
    Done done = new Done(tools.now());
    StationDay found = read(station, day);
    // What was told already, somebody has planned.
    if (found.published() == null) {
      done.placed += whole(due, found);
    }
    put(station, day, tools.span(day).to(), done);
    if (dues.isPublished(station) || done.isUntold()) {
      publish(station, day);
    }
    end(due, station, day, "evening", done);
  }

  private void publish(String station, LocalDate day) {
    try {
      plans.publish(Course.SELF, station, day, null);
    } catch (Refusal.Conflict broken) {
      // It stays untold, which the board shows: somebody has to look.
    }
  }

  private StationDay read(String station, LocalDate day) {
    StationDay found = plans.read(Course.SELF, station, day);
    // What is dangerous goes to crews at once, not into a tour of tomorrow.
    return found.waiting(
        order -> order.crew() != null || order.isFree() && !dues.isDangerous(order));
  }

  /** By the planner, while it is not too long in vain. */
  private int whole(Due due, StationDay found) {
    List<Move> moves;
    try {
      moves = proposals.propose(found).moves();
      if (!moves.isEmpty()) {
        plans.plan(found, moves, found.version());
      }
    } catch (Refusal refusal) {
      boolean always = refusal instanceof Refusal.Stale && due.attempts() > MOST_STALE;
      if (!always && PATIENCE.next(due, tools.now()) != null) {
        throw refusal;
      }
      return 0;
    }
    return (int) moves.stream().filter(move -> isOthers(found, move)).count();
  }

  private static boolean isOthers(StationDay found, Move move) {
    WorkOrder order = found.orders().get(move.workOrder());
    return order == null || !Objects.equals(move.crew(), order.crew());
  }

  /**
   * Puts what waits where there is room.
   *
   * @param until who was promised a time before that, and has no place in his day, gets another one
   */
  private void put(String station, LocalDate day, Instant until, Done done) {
    StationDay found = read(station, day);
    done.region = found.region();
    // Whatever somebody changes meanwhile is seen to the next time.
    done.version = found.version();
    done.published = found.published() != null;
    Instant now = tools.now();
    Span span = tools.span(day);
    List<Tour> tours =
        new ArrayList<>(
            found.tours().stream().filter(tour -> Proposals.isPlanned(tour, now)).toList());
    for (WorkOrder order : found.waiting()) {
      Span promise = order.promise();
      boolean then = promise == null || promise.meets(span);
      if (order.crew() != null || !then) {
        continue;
      }
      switch (place(found, tours, order)) {
        case YES -> done.placed++;
        case CHANGED -> done.left++;
        case NO -> {
          if (promise != null
              && Postponement.lastChance(promise, order, found).isBefore(until)
              && !promise.to().isAfter(span.to())
              && isMoved(order, span.from(), now)) {
            done.moved++;
          } else {
            done.left++;
          }
        }
      }
    }
  }

  private boolean isMoved(WorkOrder order, Instant begin, Instant now) {
    Instant from = Tour.later(now, begin);
    Span within = new Span(from, from.plus(Duration.ofDays(DAYS)));
    return postponement.another(order, within, "planned") != null;
  }

  /** Whether there was a place for an order; or it, or the tour, was another by then. */
  private enum Placed {
    YES,
    NO,
    CHANGED
  }

  /** At the crew whose tour grows least; it is looked at again when that is locked. */
  private Placed place(StationDay day, List<Tour> tours, WorkOrder order) {
    Job job = order.job(tools.now());
    Tour.Place best = Places.cheapest(tours, job);
    if (best == null) {
      return Placed.NO;
    }
    CrewShift shift = best.tour().shift();
    boolean only =
        tours.stream().filter(one -> one.shift().crew().equals(shift.crew())).count() == 1;
    Instant start = only ? null : best.stop().start();
    try {
      Move move = new Move(order.no(), shift.crew(), start, false, false);
      plans.plan(day, List.of(move), null);
    } catch (Refusal.Conflict | Refusal.NotFound | Refusal.Stale changed) {
      // Somebody was faster: it is looked at the next time.
      return Placed.CHANGED;
    }
    tours.replaceAll(tour -> tour.shift().equals(shift) ? best.tour() : tour);
    return Placed.YES;
  }

  private void end(Due due, String station, LocalDate day, String because, Done done) {
    tools
        .work()
        .run(
            t -> {
              Connection connection = t.connection();
              if (!agenda.done(t, due)) {
                return;
              }
              if (PlanDues.isEvening(due)) {
                dues.next(t, station);
              }
              BuiltPlan plan =
                  new BuiltPlan(
                      station,
                      day,
                      done.version,
                      done.begun,
                      because,
                      done.placed,
                      done.moved,
                      done.left);
              BuiltPlan before = BuiltPlan.find(connection, station, day);
              plan.keep(connection);
              if (plan.isNothingNew(before)) {
                return;
              }
              tools
                  .journal()
                  .append(
                      t,
                      Tools.SOURCE,
                      List.of(
                          Fact.of(
                              (Record) plan.fact(),
                              station + "/" + day,
                              done.region,
                              Course.SELF.actor())));
            });
  }
}
