package io.lamplighter.planner;

import io.lamplighter.api.planner.Place;
import java.util.List;

/** Roads computed from coordinates: straight lines in the plane, great circles on earth. */
final class LineRoads extends Roads {
  /** Mean radius of the earth in metres (IUGG). */
  private static final double EARTH = 6_371_008.8;

  private static final double METRES_A_MINUTE_PER_KMH = 1000.0 / 60;

  /** Time for a unit of distance. */
  final double pace;

  private final double[] x;
  private final double[] y;

  /** The third coordinate of unit vectors on earth; empty in the plane. */
  private final double[] z;

  /** What a chord of the unit sphere is worth in metres of road. */
  private final double scale;

  private LineRoads(double[] x, double[] y, double[] z, double scale, double pace) {
    super(x.length);
    this.x = x;
    this.y = y;
    this.z = z;
    this.scale = scale;
    this.pace = pace;
  }

  static LineRoads plane(List<Place> places) {
    double[] x = new double[places.size()];
    double[] y = new double[places.size()];
    for (int i = 0; i < x.length; i++) {
      Place.Point point = (Place.Point) places.get(i);
      x[i] = point.x();
      y[i] = point.y();
    }
    return new LineRoads(x, y, new double[0], 1, 1);
  }

  static LineRoads earth(List<Place> places, double speedKmh, double detour) {
    double[] x = new double[places.size()];
    double[] y = new double[places.size()];
    double[] z = new double[places.size()];
    for (int i = 0; i < x.length; i++) {
      Place.OnEarth place = (Place.OnEarth) places.get(i);
      double lon = Math.toRadians(place.lon());
      double lat = Math.toRadians(place.lat());
      x[i] = Math.cos(lat) * Math.cos(lon);
      y[i] = Math.cos(lat) * Math.sin(lon);
      z[i] = Math.sin(lat);
    }
    double pace = 1 / (speedKmh * METRES_A_MINUTE_PER_KMH);
    return new LineRoads(x, y, z, EARTH * detour, pace);
  }

  @Override
  double out(int at, int next) {
    if (at == places || next == places) {
      return 0;
    }
    double dx = x[at] - x[next];
    double dy = y[at] - y[next];
    if (z.length == 0) {
      return Math.sqrt(dx * dx + dy * dy);
    }
    double dz = z[at] - z[next];
    return scale * arc(Math.sqrt(dx * dx + dy * dy + dz * dz) / 2);
  }

  /** The angle over half a chord; near by its series, which is exact to 1e-12 there. */
  private static double arc(double half) {
    if (half > 0.05) {
      return 2 * Math.asin(Math.min(1, half));
    }
    double square = half * half;
    return 2 * half * (1 + square * (1.0 / 6 + square * (3.0 / 40 + square * (15.0 / 336))));
  }

  @Override
  double in(int at, int before) {
    return out(at, before);
  }

  @Override
  double timeOut(int at, int next) {
    return pace * out(at, next);
  }

  @Override
  double timeIn(int at, int before) {
    return pace * out(at, before);
  }
}
