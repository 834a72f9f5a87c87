package io.lamplighter.planner;

import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;

/** The checker's own distances and times. */
final class Ways {
  private static final double EARTH = 6_371_008.8;
  private final Travel travel;

  Ways(Travel travel) {
    this.travel = travel;
  }

  double distance(Place from, Place to) {
    if (travel instanceof Travel.Matrix matrix) {
      return matrix.meters()[((Place.Index) from).index()][((Place.Index) to).index()];
    }
    if (travel instanceof Travel.Geographic geo) {
      return geo.detour() * haversine((Place.OnEarth) from, (Place.OnEarth) to);
    }
    Place.Point a = (Place.Point) from;
    Place.Point b = (Place.Point) to;
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  double time(Place from, Place to) {
    if (travel instanceof Travel.Matrix matrix) {
      return matrix.minutes()[((Place.Index) from).index()][((Place.Index) to).index()];
    }
    if (travel instanceof Travel.Geographic geo) {
      return distance(from, to) / 1000 / geo.speedKmh() * 60;
    }
    return distance(from, to);
  }

  private static double haversine(Place.OnEarth a, Place.OnEarth b) {
    double lat = Math.toRadians(b.lat() - a.lat()) / 2;
    double lon = Math.toRadians(b.lon() - a.lon()) / 2;
    double cosines = Math.cos(Math.toRadians(a.lat())) * Math.cos(Math.toRadians(b.lat()));
    double h = Math.pow(Math.sin(lat), 2) + cosines * Math.pow(Math.sin(lon), 2);
    return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
