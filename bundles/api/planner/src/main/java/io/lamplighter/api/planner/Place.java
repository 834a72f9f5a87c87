package io.lamplighter.api.planner;

/** Where something is, in the words of the day's {@link Travel}. */
public sealed interface Place {
  /** A point of the plane. */
  record Point(double x, double y) implements Place {}

  /** A place on earth in degrees, WGS 84. */
  record OnEarth(double lon, double lat) implements Place {}

  /** A row and column of the matrices, from 0. */
  record Index(int index) implements Place {}
}
