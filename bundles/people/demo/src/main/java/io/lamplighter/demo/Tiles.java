package io.lamplighter.demo;

import io.lamplighter.api.Location;

/**
 * The squares of grid cells on the map: side by side, in a spiral around their district's centre.
 */
final class Tiles {
  /** Of a square, in degrees: a kilometre. */
  static final double SIDE = 0.01;

  private Tiles() {}

  /** The middle of the square with this number, 0 in the centre itself. */
  static Location center(Location district, int number) {
    int x = 0;
    int y = 0;
    int dx = 1;
    int dy = 0;
    int leg = 1;
    int done = 0;
    for (int i = 0; i < number; i++) {
      x += dx;
      y += dy;
      done++;
      if (done == leg || done == 2 * leg) {
        int turned = dx;
        dx = -dy;
        dy = turned;
        if (done == 2 * leg) {
          done = 0;
          leg++;
        }
      }
    }
    return new Location(rounded(district.lon() + x * SIDE), rounded(district.lat() + y * SIDE));
  }

  /** Its corners as GeoJSON has them, the first one again at the end. */
  static String ring(Location center) {
    double half = SIDE / 2;
    double west = rounded(center.lon() - half);
    double east = rounded(center.lon() + half);
    double south = rounded(center.lat() - half);
    double north = rounded(center.lat() + half);
    return "["
        + String.join(
            ",",
            corner(west, south),
            corner(east, south),
            corner(east, north),
            corner(west, north),
            corner(west, south))
        + "]";
  }

  private static String corner(double lon, double lat) {
    return "[" + lon + "," + lat + "]";
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
