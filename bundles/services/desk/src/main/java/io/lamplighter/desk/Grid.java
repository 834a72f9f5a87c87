package io.lamplighter.desk;

import io.lamplighter.api.Location;
import java.util.Set;
import java.util.TreeSet;

/** Squares of a thousandth of a degree (about 110 m), by which neighbours are found. */
final class Grid {
  private static final double SQUARES_PER_DEGREE = 1000;
  private static final double METERS_PER_DEGREE = 111_320;

  private Grid() {}

  static long square(Location at) {
    return square(at.lon(), at.lat());
  }

  private static long square(double lon, double lat) {
    long row = (long) Math.floor(lat * SQUARES_PER_DEGREE);
    return row * 1_000_000 + (long) Math.floor(lon * SQUARES_PER_DEGREE);
  }

  /** Every square that a point within {@code meters} can be in. */
  static Set<Long> around(Location at, int meters) {
    double lat = meters / METERS_PER_DEGREE;
    double lon = lat / Math.max(0.01, Math.cos(Math.toRadians(at.lat())));
    Set<Long> squares = new TreeSet<>();
    double step = 1 / SQUARES_PER_DEGREE;
    for (double y = -lat; y < lat + step; y += step) {
      for (double x = -lon; x < lon + step; x += step) {
        squares.add(square(at.lon() + Math.min(x, lon), at.lat() + Math.min(y, lat)));
      }
    }
    return squares;
  }

  /** Good for distances of a few hundred meters. */
  static double meters(Location one, Location other) {
    double north = (one.lat() - other.lat()) * METERS_PER_DEGREE;
    double east =
        (one.lon() - other.lon()) * METERS_PER_DEGREE * Math.cos(Math.toRadians(one.lat()));
    return Math.hypot(north, east);
  }
}
