package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.AppointmentFact;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.dispatch.Tours.CrewDay;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/**
 * Whoever changes work orders in a transaction: what becomes of them, what is told of it, and what
 * the desk is to be told. {@link #end} it before the transaction ends.
 */
final class Hand {
  private final Tools tools;
  private final Transaction transaction;
  private String actor;
  private final Instant now;
  private final List<Fact> facts = new ArrayList<>();
  private final TreeSet<String> requests = new TreeSet<>();
  private final Map<CrewDay, Long> locked = new HashMap<>();
  private final Set<String> ours = new HashSet<>();
  private boolean changed;

  Hand(Tools tools, Transaction transaction, String actor, Instant now) {
    this.tools = tools;
    this.transaction = transaction;
    this.actor = actor;
    this.now = now;
  }

  Tools tools() {
    return tools;
  }

  Transaction transaction() {
    return transaction;
  }

  Instant now() {
    return now;
  }

  /** What follows is told as done by him. */
  void by(String other) {
    actor = other;
  }

  Tours tours() {
    return new Tours(tools, transaction.connection(), now);
  }

  /**
   * The order as it is, and nobody else changes it until the transaction ends; whoever changes its
   * crew's day has locked that before.
   */
  WorkOrderEntity locked(String no) {
    // What was locked as a row is ours already: a second lock is a second round trip.
    LockModeType lock = ours.contains(no) ? LockModeType.NONE : LockModeType.PESSIMISTIC_WRITE;
    WorkOrderEntity found = transaction.entities().find(WorkOrderEntity.class, no, lock);
    if (found == null) {
      throw WorkOrder.unknown();
    }
    return found;
  }

  /**
   * Nobody else changes these crews' days and these orders until the transaction ends: first the
   * days, those of the orders too, then the orders.
   *
   * @return the orders as they are then
   * @throws Refusal.Unavailable when one went to another day just before: the next time it is seen
   *     there
   */
  Map<String, WorkOrder> lock(Collection<CrewDay> more, Collection<String> orders)
      throws SQLException {
    return lock(more, orders, new WorkTables(transaction.connection()).of(orders).values());
  }

  /** The same of one order that was read before; null when it is gone. */
  @Nullable WorkOrder lock(CrewDay day, WorkOrder seen) throws SQLException {
    return lock(List.of(day), List.of(seen.no()), List.of(seen)).get(seen.no());
  }

  private Map<String, WorkOrder> lock(
      Collection<CrewDay> more, Collection<String> orders, Collection<WorkOrder> seen)
      throws SQLException {
    TreeSet<CrewDay> all = new TreeSet<>(more);
    for (WorkOrder order : seen) {
      CrewDay day = order.crewDay();
      if (day != null) {
        all.add(day);
      }
    }
    lock(all);
    Map<String, WorkOrder> found = new HashMap<>();
    for (WorkOrder order : new WorkTables(transaction.connection()).locked(orders)) {
      CrewDay day = order.crewDay();
      if (day != null && !all.contains(day)) {
        throw new Refusal.Unavailable(
            new Text("Somebody has just moved it: ask again", "刚刚有变动，请重试"),
            new IllegalStateException(order.no() + " is in " + day));
      }
      found.put(order.no(), order);
      ours.add(order.no());
    }
    return found;
  }

  /** As {@link #locked}, as a row; null when there is none. */
  @Nullable WorkOrder row(String no) throws SQLException {
    return new WorkTables(transaction.connection()).get(no);
  }

  /** After entities were changed: the row as it is now. */
  private WorkOrder flushed(WorkOrderEntity entity, String no) throws SQLException {
    transaction.entities().lock(entity, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    transaction.entities().flush();
    changed = true;
    // What statements change is not to be taken for somebody else's change.
    transaction.entities().clear();
    return Objects.requireNonNull(row(no));
  }

  /** Written about an order as it is now. */
  void tell(WorkOrder order, String type, Record fact) {
    facts.add(Fact.of(type, fact, order.no(), order.region(), actor));
  }

  /** Written about a request's appointment. */
  void tell(WorkOrder order, AppointmentFact fact) {
    facts.add(Fact.of((Record) fact, order.requestNo(), order.region(), actor));
  }

  /** The desk is to be told how far a request's work is. */
  void tellDesk(String requestNo) {
    requests.add(requestNo);
  }

  /** Of a day that is locked: whoever has read its tour at this one need not read it again. */
  boolean isStill(CrewDay day, long version) {
    // What nobody has written to yet has no version that a change of its shifts could move.
    return version > 0 && Objects.equals(locked.get(day), version);
  }

  /** Nobody else changes these tours until the transaction ends; then their plan is another. */
  void lock(Collection<CrewDay> days) throws SQLException {
    locked.putAll(tours().lock(days));
  }

  /**
   * A crew's day has the order now, at the place in its tour; the others in the tour move as far as
   * what was promised lets them. The crew's day, and the one that has had it, are locked.
   *
   * @param why booked, planned, moved, emergency, absence, late or by-hand
   */
  WorkOrder give(WorkOrder before, Tour.Place place, String why) throws SQLException {
    return give(before, place.tour(), place.stop().start(), why);
  }

  WorkOrder give(WorkOrder before, Tour tour, Instant start, String why) throws SQLException {
    return give(before, tour, start, why, entity -> {});
  }

  /**
   * @param besides what is done to the order with it
   */
  WorkOrder give(WorkOrder before, Tour tour, Instant start, String why, Change besides)
      throws SQLException {
    WorkOrder order =
        quietly(
            before,
            entity -> {
              besides.to(entity);
              entity.give(CrewDay.of(tour.shift()), start);
            });
    retime(tour);
    tell(
        order,
        "work-order.assigned",
        new WorkOrderFact.Assigned(order.about(), start, before.crew(), why));
    if (before.crew() != null && !before.crew().equals(order.crew())
        || before.state().compareTo(WorkState.BOOKED) > 0) {
      tellDesk(order.requestNo());
    }
    return order;
  }

  /** Keeps when everything in a tour begins; what is done or begun, or pinned, stays. */
  void retime(Tour tour) throws SQLException {
    new WorkTables(transaction.connection())
        .retime(
            tour.stops().stream()
                .filter(stop -> stop.job().done() == null && stop.job().pin() == null)
                .toList());
  }

  /** As {@link #retime(Tour)}, as the rows are by now. */
  void retime(@Nullable CrewDay day) throws SQLException {
    if (day != null) {
      for (Tour tour : tours().of(day)) {
        retime(tour);
      }
    }
  }

  /**
   * No crew has it any more.
   *
   * @param why as {@link #give}
   */
  WorkOrder release(WorkOrder before, String why) throws SQLException {
    tellDesk(before.requestNo());
    return changed(
        before,
        entity -> entity.release(now),
        "work-order.released",
        order -> new WorkOrderFact.Released(order.about(), before.crew(), why));
  }

  /** It goes a step on, by a crew's act or because the desk says so. */
  WorkOrder step(WorkOrder before, WorkState to, @Nullable String act, Instant at)
      throws SQLException {
    return changed(
        before,
        stepped(before, to, at),
        "work-order." + to.wire(),
        order -> new WorkOrderFact.Stepped(order.about(), act, at));
  }

  /**
   * What a step does to an order. A crew that is at it has begun it in the shift that it is in, or
   * that is nearest; what was done before it was to begin was begun no later.
   */
  Change stepped(WorkOrder before, WorkState to, Instant at) throws SQLException {
    String crew = before.crew();
    Instant start = before.start();
    boolean begins =
        to == WorkState.ARRIVED || to == WorkState.FINISHED && (start == null || start.isAfter(at));
    if (crew == null || !begins) {
      return entity -> entity.step(to, at);
    }
    LocalDate day = tours().day(crew, at).day();
    return entity -> {
      entity.step(to, at);
      entity.begun(day, at);
    };
  }

  /** What is done to an order. */
  @FunctionalInterface
  interface Change {
    void to(WorkOrderEntity entity);
  }

  WorkOrder changed(
      WorkOrder before, Change change, String type, Function<WorkOrder, Record> telling)
      throws SQLException {
    WorkOrder order = quietly(before, change);
    tell(order, type, telling.apply(order));
    return order;
  }

  /** As {@link #changed}, of which nobody is told. */
  WorkOrder quietly(WorkOrder before, Change change) throws SQLException {
    WorkOrderEntity entity = locked(before.no());
    change.to(entity);
    return flushed(entity, before.no());
  }

  /** Writes what was told, and moves the plans' versions. */
  void end() throws SQLException {
    if (changed) {
      tours().bump(locked.keySet());
    }
    if (!facts.isEmpty()) {
      tools.journal().append(transaction, Tools.SOURCE, List.copyOf(facts));
    }
    tools.agenda().put(transaction, requests.stream().map(no -> new Thing(no, no, now)).toList());
  }
}
