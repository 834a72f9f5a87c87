package io.lamplighter.planner;

import java.util.function.BooleanSupplier;

/**
 * Asked all the time whether a search is over, it looks up from the work only now and then:
 * measured in work, not in changes of the plan, because on a large day a single change may be long.
 */
final class Heed {
  /**
   * So many nodes are looked at between two looks at clock and caller: well under a millisecond.
   */
  static final int WORK = 20_000;

  private final Tours tours;
  private final BooleanSupplier look;
  private long next;
  private boolean over;

  /**
   * @param look true when it is over
   */
  Heed(Tours tours, BooleanSupplier look) {
    this.tours = tours;
    this.look = look;
    next = tours.work;
  }

  boolean over() {
    if (!over && tours.work >= next) {
      over = look.getAsBoolean();
      next = tours.work + WORK;
    }
    return over;
  }
}
