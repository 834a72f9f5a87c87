package io.lamplighter.api.visits;

import java.util.Locale;

/** Where a visit is. */
public enum VisitState {
  /** Whether he is asked is not drawn yet. */
  UNDECIDED,
  /** He is not asked: not drawn, or a cause says why. What he says by himself is taken. */
  UNASKED,
  /** Asked by text and form, or about to be. */
  ASKED,
  /** On the agents' list. */
  CALLING,
  /** Over: he has said how it was. */
  ANSWERED,
  /** Over: tried as often as is right, and not reached. */
  NOT_REACHED,
  /** Over: a cause says why he is not asked any more. */
  DROPPED;

  /** As written outside: {@code not-reached}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
