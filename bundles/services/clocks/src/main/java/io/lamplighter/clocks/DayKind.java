package io.lamplighter.clocks;

/** What a day is in a calendar. */
enum DayKind {
  WORKDAY("workday", true),
  /** A Saturday or Sunday that is worked (调休). */
  MAKE_UP("make-up", true),
  WEEKEND("weekend", false),
  HOLIDAY("holiday", false);

  private final String wire;
  private final boolean worked;

  DayKind(String wire, boolean worked) {
    this.wire = wire;
    this.worked = worked;
  }

  String wire() {
    return wire;
  }

  boolean isWorked() {
    return worked;
  }
}
