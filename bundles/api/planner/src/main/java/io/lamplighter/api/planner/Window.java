package io.lamplighter.api.planner;

/** From when until when, both included. */
public record Window(double from, double until) {
  /** No limit. */
  public static final Window ALWAYS =
      new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
}
