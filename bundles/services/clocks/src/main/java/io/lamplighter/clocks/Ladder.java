package io.lamplighter.clocks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Whom to warn, and to whom it goes up (data: {@code ladders.csv}).
 *
 * @param steps in the order of the file, with those of the ladders it goes on with
 */
record Ladder(String name, List<Step> steps) {
  Ladder {
    steps = List.copyOf(steps);
  }

  /** When a step is taken. */
  enum When {
    /** At each warning point of the rule. */
    WARNED,
    /** When it is due and not met, and {@link Step#after} later. */
    BREACHED
  }

  /** Who is told. */
  enum Who {
    /** The first-responsible (首接责任人). */
    HOLDER,
    /** Who answers for the unit. */
    IN_CHARGE,
    /** Who is on duty for the unit. */
    ON_DUTY;

    /** As it is written in the table. */
    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One step.
   *
   * @param level of the unit along the line, in the words of the organisation as {@code station};
   *     {@code -} for the holder
   */
  record Step(When when, Duration after, Who who, String level) {}
}
