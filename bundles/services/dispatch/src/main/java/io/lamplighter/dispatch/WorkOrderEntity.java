package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.dispatch.Tours.CrewDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The part of a work order that steps change. OpenJPA sees changes only when they are made by this
 * class.
 */
@Entity
@Table(name = "work_order")
class WorkOrderEntity {
  @Id
  @Column(name = "no")
  private String no = "";

  @Version
  @Column(name = "version")
  private long version;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private WorkState state = WorkState.OPEN;

  @Enumerated(EnumType.STRING)
  @Column(name = "mode")
  private @Nullable AppointmentMode mode;

  @Column(name = "from_at")
  private @Nullable OffsetDateTime fromAt;

  @Column(name = "to_at")
  private @Nullable OffsetDateTime toAt;

  @Column(name = "crew")
  private @Nullable String crew;

  @Column(name = "shift_day")
  private @Nullable LocalDate shiftDay;

  @Column(name = "start_at")
  private @Nullable OffsetDateTime startAt;

  @Column(name = "pinned")
  private boolean pinned;

  @Column(name = "wish_at")
  private @Nullable OffsetDateTime wishAt;

  @Column(name = "stepped_at")
  private OffsetDateTime steppedAt = Instant.EPOCH.atOffset(ZoneOffset.UTC);

  @Column(name = "ended_at")
  private @Nullable OffsetDateTime endedAt;

  @Column(name = "result")
  private @Nullable String result;

  @Column(name = "failed_for")
  private @Nullable String failedFor;

  @Column(name = "moved_times")
  private int movedTimes;

  @Column(name = "conflict")
  private @Nullable String conflict;

  @Column(name = "by_hand")
  private boolean byHand;

  @Column(name = "missed_at")
  private @Nullable OffsetDateTime missedAt;

  @Column(name = "desk_from")
  private @Nullable OffsetDateTime deskFrom;

  @Column(name = "desk_to")
  private @Nullable OffsetDateTime deskTo;

  @Column(name = "desk_crew")
  private @Nullable String deskCrew;

  long version() {
    return version;
  }

  WorkState state() {
    return state;
  }

  @Nullable String crew() {
    return crew;
  }

  boolean isMissed() {
    return missedAt != null;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** The customer is told that it begins then. */
  void promise(AppointmentMode how, Span within, Instant at) {
    if (fromAt != null && !utc(within.from()).isEqual(fromAt)) {
      movedTimes++;
    }
    mode = how;
    fromAt = utc(within.from());
    toAt = utc(within.to());
    missedAt = null;
    if (state == WorkState.OPEN || state == WorkState.FAILED) {
      state = WorkState.BOOKED;
    }
    steppedAt = utc(at);
  }

  /** Nothing is promised any more; whoever had it has it no longer. */
  void unpromise(Instant at) {
    mode = null;
    fromAt = null;
    toAt = null;
    release(at);
    state = WorkState.OPEN;
  }

  /** A crew's day has it: what another crew could not do is to be done. */
  void give(CrewDay whose, Instant start) {
    wishAt = null;
    boolean others = !whose.crew().equals(crew);
    if (others && state.compareTo(WorkState.DISPATCHED) > 0 && state != WorkState.FAILED) {
      state = WorkState.DISPATCHED;
    }
    crew = whose.crew();
    shiftDay = whose.day();
    startAt = utc(start);
    failedFor = null;
    conflict = null;
    byHand = false;
    if (state == WorkState.FAILED) {
      state = fromAt == null ? WorkState.OPEN : WorkState.BOOKED;
    }
  }

  /** No crew has it; what was promised stays. */
  void release(Instant at) {
    crew = null;
    shiftDay = null;
    startAt = null;
    pinned = false;
    wishAt = null;
    if (state != WorkState.FAILED) {
      state = fromAt == null ? WorkState.OPEN : WorkState.BOOKED;
    }
    steppedAt = utc(at);
  }

  /**
   * @param noEarlier null for any time
   */
  void wish(@Nullable Instant noEarlier, boolean fixed) {
    wishAt = noEarlier == null ? null : utc(noEarlier);
    pinned = fixed;
  }

  /** The tour it is in is known to crew and customer. */
  void step(WorkState to, Instant at) {
    state = to;
    steppedAt = utc(at);
    if (to.isOver()) {
      endedAt = utc(at);
    }
  }

  /** Its crew has been at it since then, in its shift of that day. */
  void begun(LocalDate day, Instant since) {
    shiftDay = day;
    startAt = utc(since);
    missedAt = null;
  }

  void finish(@Nullable String words) {
    result = words;
  }

  /** Its crew could not do it: it has no crew and no promise any more. */
  void fail(String why, Instant at) {
    unpromise(at);
    failedFor = why;
    step(WorkState.FAILED, at);
  }

  /** Only people give it to a crew from now on. */
  void keepBack() {
    byHand = true;
  }

  void miss(Instant at) {
    missedAt = utc(at);
  }

  void clash(@Nullable String what) {
    conflict = what;
  }

  /** What the desk knows now. */
  void deskKnows(@Nullable Span promise, @Nullable String whose) {
    deskFrom = promise == null ? null : utc(promise.from());
    deskTo = promise == null ? null : utc(promise.to());
    deskCrew = whose;
  }
}
