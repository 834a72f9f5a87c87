package io.lamplighter.api.planner;

/** How far it is from one place to another, and how long it takes. */
public sealed interface Travel {
  /** Straight lines in the plane, in double precision; time equals distance. */
  record Euclidean() implements Travel {}

  /**
   * Great circles on earth; distance in metres, time in minutes.
   *
   * @param detour how much longer the road is than the line, at least 1
   */
  record Geographic(double speedKmh, double detour) implements Travel {}

  /**
   * Given times and distances, row = from, column = to; they may differ by direction. Infinity says
   * that there is no way.
   */
  record Matrix(double[][] minutes, double[][] meters) implements Travel {}
}
