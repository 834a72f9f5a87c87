package io.lamplighter.api.dispatch;

import java.util.Locale;

/** How far a work order (派工单) is. */
public enum WorkState {
  /** Nobody has it, and no time is promised. */
  OPEN,
  /** A time is promised to the customer; a crew's capacity is kept for it. */
  BOOKED,
  /** It is in a published tour: crew and customer know. */
  DISPATCHED,
  ACCEPTED,
  /** The crew is on its way. */
  DEPARTED,
  /** The crew is on site. */
  ARRIVED,
  FINISHED,
  /** The crew could not do it, and has said why: it is to be planned again. */
  FAILED,
  CANCELLED;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing is to be done any more. */
  public boolean isOver() {
    return this == FINISHED || this == CANCELLED;
  }
}
