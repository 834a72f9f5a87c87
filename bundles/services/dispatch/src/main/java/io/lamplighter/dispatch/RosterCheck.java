package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Roster.Kind;
import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.EventCheck;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What must hold of a roster that somebody sent. */
final class RosterCheck {
  /** Shifts are laid out for so long. */
  static final Duration AHEAD = Duration.ofDays(400);

  static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_EVENTS = 1_000;

  private RosterCheck() {}

  /**
   * What of a roster counts.
   *
   * @param events without those that are over
   * @param laid the shifts of it that lie ahead, or that run
   */
  record Checked(List<Placed> events, List<Laid> laid) {}

  /**
   * What is over is passed over, as calendars go on; a roster of nothing else is an old one.
   *
   * @param faults what is wrong with it already
   * @throws io.lamplighter.api.Refusal.Invalid naming everything that is wrong
   */
  static Checked checked(List<Placed> sent, Instant now, FieldFaults faults) {
    if (sent.size() > MOST_EVENTS) {
      String pointer = sent.get(MOST_EVENTS).pointer();
      faults.add(pointer, "is one more than " + MOST_EVENTS, "超过 " + MOST_EVENTS + " 个");
      faults.refuseIfAny();
    }
    EventCheck check = new EventCheck(LONGEST, faults);
    Span ahead = new Span(now, now.plus(AHEAD));
    List<Placed> come = new ArrayList<>();
    List<Placed> over = new ArrayList<>();
    for (Placed one : sent) {
      Event event = one.event();
      if (!check.comes(one.pointer(), event.uid(), event.when())) {
        continue;
      }
      if (liesAhead(event, ahead)) {
        come.add(one);
      } else if (event.when().first().isBefore(ahead.to())) {
        over.add(one);
      } else {
        faults.add(one.pointer(), "is more than 400 days ahead", "晚于 400 天之后");
      }
    }
    if (come.isEmpty()) {
      over.forEach(one -> faults.add(one.pointer(), "is over already", "已经过去"));
    }
    List<Laid> laid = Layout.of(come, ahead, faults);
    faults.refuseIfAny();
    return new Checked(come, laid);
  }

  private static boolean liesAhead(Event event, Span ahead) {
    // The break of the last shift may be after it has begun.
    boolean rest = Kind.of(event) == Kind.BREAK;
    return isIn(event, rest ? new Span(ahead.from(), ahead.to().plus(LONGEST)) : ahead);
  }

  /** Whether it is at any moment of a time. */
  static boolean isIn(Event event, Span span) {
    return !event.when().between(span.from(), span.to()).isEmpty();
  }
}
