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
   * The shifts of it that lie ahead, or that run.
   *
   * @param faults what is wrong with it already
   * @throws io.lamplighter.api.Refusal.Invalid naming everything that is wrong
   */
  static List<Laid> laid(List<Placed> sent, Instant now, FieldFaults faults) {
    if (sent.size() > MOST_EVENTS) {
      String pointer = sent.get(MOST_EVENTS).pointer();
      faults.add(pointer, "is one more than " + MOST_EVENTS, "超过 " + MOST_EVENTS + " 个");
      faults.refuseIfAny();
    }
    EventCheck check = new EventCheck(LONGEST, faults);
    Span ahead = new Span(now, now.plus(AHEAD));
    List<Placed> come = new ArrayList<>();
    for (Placed one : sent) {
      Event event = one.event();
      if (check.comes(one.pointer(), event.uid(), event.when()) && liesAhead(one, ahead, faults)) {
        come.add(one);
      }
    }
    List<Laid> laid = Layout.of(come, ahead, faults);
    faults.refuseIfAny();
    return laid;
  }

  private static boolean liesAhead(Placed one, Span ahead, FieldFaults faults) {
    // The break of the last shift may be after it has begun.
    boolean rest = Kind.of(one.event()) == Kind.BREAK;
    if (isIn(one.event(), rest ? new Span(ahead.from(), ahead.to().plus(LONGEST)) : ahead)) {
      return true;
    }
    if (one.event().when().first().isBefore(ahead.to())) {
      faults.add(one.pointer(), "is over already", "已经过去");
    } else {
      faults.add(one.pointer(), "is more than 400 days ahead", "晚于 400 天之后");
    }
    return false;
  }

  /** Whether it is at any moment of a time. */
  static boolean isIn(Event event, Span span) {
    return !event.when().between(span.from(), span.to()).isEmpty();
  }
}
