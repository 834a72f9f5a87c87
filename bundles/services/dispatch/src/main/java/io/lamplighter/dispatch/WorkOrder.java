package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Tours.CrewDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of field work for one crew (派工单), as it is kept.
 *
 * @param promise when the customer was told that it begins
 * @param due the earliest limit that runs on its request
 * @param day on which the shift begins in which its crew does it; null without a crew
 * @param start when it is planned to begin; of one that was begun, when that was
 * @param wish a dispatcher wants it to begin no earlier
 * @param byHand only people give it to a crew
 * @param heldSince its last step
 * @param desk what the desk knows of it
 */
record WorkOrder(
    String no,
    long version,
    String requestNo,
    String kind,
    String region,
    @Nullable String station,
    @Nullable String cell,
    boolean drill,
    int priority,
    boolean important,
    @Nullable Location at,
    int minutes,
    int people,
    Set<String> skills,
    WorkState state,
    @Nullable AppointmentMode mode,
    @Nullable Span promise,
    @Nullable Instant due,
    @Nullable String crew,
    @Nullable LocalDate day,
    @Nullable Instant start,
    boolean pinned,
    @Nullable Instant wish,
    boolean byHand,
    Instant openedAt,
    Instant heldSince,
    @Nullable Instant endedAt,
    @Nullable String result,
    @Nullable String failedFor,
    int movedTimes,
    @Nullable String conflict,
    Desk desk) {

  /** The highest priority, which the desk gives to what is dangerous. */
  private static final int DANGER = 9;

  /**
   * Who is served first where not all can be: what is dangerous, then important customers (重要客户),
   * then by priority; of equals who waits longest. In danger important customers are first too.
   */
  static final Comparator<WorkOrder> FIRST =
      Comparator.comparing(WorkOrder::isDangerous)
          .thenComparing(WorkOrder::important)
          .thenComparing(WorkOrder::priority)
          .reversed()
          .thenComparing(WorkOrder::openedAt)
          .thenComparing(WorkOrder::no);

  /** What the desk knows of it. */
  record Desk(@Nullable Span promise, @Nullable String crew) {}

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound(
        "work-order.unknown", new Text("There is no such work order", "没有该派工单"));
  }

  /**
   * One that the caller may see.
   *
   * @throws Refusal.NotFound {@code work-order.unknown} when there is none, also for one of another
   *     region
   */
  static WorkOrder seen(Caller caller, @Nullable WorkOrder found) {
    if (found == null || !caller.covers(found.region())) {
      throw unknown();
    }
    return found;
  }

  /**
   * @param read as it was read before; null: however it was
   * @throws Refusal.Stale when somebody has changed it since
   */
  void refuseIfOther(@Nullable WorkOrder read) {
    if (read != null && read.version() != version) {
      throw new Refusal.Stale(read.version(), version);
    }
  }

  /**
   * As a tour knows it.
   *
   * @param now limits that have passed bind nobody any more
   */
  Job job(Instant now) {
    return job(now, from(), pinned ? start : null);
  }

  /** The same, as if nobody had wanted it at a time or pinned it. */
  Job looseJob(Instant now) {
    return job(now, promise == null ? null : promise.from(), null);
  }

  private Job job(Instant now, @Nullable Instant from, @Nullable Instant pin) {
    return new Job(
        no,
        Duration.ofMinutes(minutes),
        at,
        skills,
        people,
        from,
        promise == null ? null : promise.to(),
        due != null && due.isAfter(now) ? due : null,
        pin,
        done(now),
        state == WorkState.DEPARTED ? heldSince : null,
        isDangerous());
  }

  private @Nullable Instant from() {
    Instant promised = promise == null ? null : promise.from();
    return wish == null || promised != null && promised.isAfter(wish) ? promised : wish;
  }

  private @Nullable Span done(Instant now) {
    if (start == null || state != WorkState.ARRIVED && state != WorkState.FINISHED) {
      return null;
    }
    Instant thought = start.plus(Duration.ofMinutes(minutes));
    Instant end = state == WorkState.FINISHED ? endedAt : thought.isBefore(now) ? now : thought;
    return new Span(start, end == null || !end.isAfter(start) ? start.plusSeconds(60) : end);
  }

  /** Whether it is an emergency: nothing goes before it but another one. */
  boolean isDangerous() {
    return priority >= DANGER;
  }

  /** What is locked before its crew's tour is changed; null without a crew. */
  @Nullable CrewDay crewDay() {
    return crew == null || day == null ? null : new CrewDay(crew, day);
  }

  /** Whether no crew has it and no person keeps it back: it may be given to one by itself. */
  boolean isFree() {
    return crew == null && !byHand && !isOver() && state != WorkState.FAILED;
  }

  boolean isOver() {
    return endedAt != null;
  }

  WorkOrderFact.About about() {
    return new WorkOrderFact.About(
        no,
        requestNo,
        kind,
        station,
        cell,
        crew,
        state.wire(),
        version,
        drill ? Boolean.TRUE : null);
  }
}
