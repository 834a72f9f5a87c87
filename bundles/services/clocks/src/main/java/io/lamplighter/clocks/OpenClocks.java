package io.lamplighter.clocks;

import io.lamplighter.api.clocks.WorkingDays.Effect;

/** The clocks that run, for who is about to change the days by which they count. */
public interface OpenClocks {
  /** What other calendars would do to them; nothing is changed. */
  Effect effect(RuleBook next);
}
