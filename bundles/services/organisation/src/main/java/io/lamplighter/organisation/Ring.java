package io.lamplighter.organisation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A closed line on the map.
 *
 * @param lon of its positions, the first one again at the end
 * @param lat of its positions
 */
record Ring(double[] lon, double[] lat) {
  int edges() {
    return lon.length - 1;
  }

  /**
   * Whether a ray to the east leaves it an odd number of times. Each edge is looked at from its
   * southern end, so that what lies on a border of two cells is in one of them: the same arithmetic
   * is done for both.
   */
  boolean holds(double x, double y) {
    boolean inside = false;
    for (int i = 0; i < edges(); i++) {
      if (lat[i] > y != lat[i + 1] > y) {
        int low = lat[i] < lat[i + 1] ? i : i + 1;
        int high = low == i ? i + 1 : i;
        double crossing =
            lon[low] + (y - lat[low]) / (lat[high] - lat[low]) * (lon[high] - lon[low]);
        inside ^= x < crossing;
      }
    }
    return inside;
  }

  /** Twice what it encloses, in square degrees, with the sign of its direction. */
  double area() {
    double twice = 0;
    for (int i = 0; i < edges(); i++) {
      twice += lon[i] * lat[i + 1] - lon[i + 1] * lat[i];
    }
    return twice;
  }

  /** Whether one of its edges crosses another one. */
  boolean crossesItself() {
    return cross(fromTheWest(Stream.of(this)), true);
  }

  boolean crosses(Ring other) {
    return cross(fromTheWest(Stream.of(this, other)), false);
  }

  private record Edge(Ring of, int at, double west, double east) {
    /** Whether they have a point of both their insides in common, and only one. */
    boolean crosses(Edge other) {
      Ring a = of;
      Ring b = other.of;
      int i = at;
      int j = other.at;
      return !apart(a.lat, i, b.lat, j)
          && side(a, i, b.lon[j], b.lat[j]) * side(a, i, b.lon[j + 1], b.lat[j + 1]) < 0
          && side(b, j, a.lon[i], a.lat[i]) * side(b, j, a.lon[i + 1], a.lat[i + 1]) < 0;
    }
  }

  private static List<Edge> fromTheWest(Stream<Ring> rings) {
    return rings
        .flatMap(
            ring ->
                IntStream.range(0, ring.edges())
                    .mapToObj(
                        i ->
                            new Edge(
                                ring,
                                i,
                                Math.min(ring.lon[i], ring.lon[i + 1]),
                                Math.max(ring.lon[i], ring.lon[i + 1]))))
        .sorted(Comparator.comparingDouble(Edge::west))
        .toList();
  }

  /** Only those are held against each other that lie over the same longitudes: they are few. */
  private static boolean cross(List<Edge> fromTheWest, boolean ofOne) {
    List<Edge> open = new ArrayList<>();
    for (Edge next : fromTheWest) {
      open.removeIf(edge -> edge.east() < next.west());
      for (Edge edge : open) {
        if ((ofOne || edge.of() != next.of()) && edge.crosses(next)) {
          return true;
        }
      }
      open.add(next);
    }
    return false;
  }

  private static boolean apart(double[] a, int i, double[] b, int j) {
    return Math.max(a[i], a[i + 1]) < Math.min(b[j], b[j + 1])
        || Math.max(b[j], b[j + 1]) < Math.min(a[i], a[i + 1]);
  }

  private static double side(Ring of, int edge, double x, double y) {
    return Math.signum(
        (of.lon[edge + 1] - of.lon[edge]) * (y - of.lat[edge])
            - (of.lat[edge + 1] - of.lat[edge]) * (x - of.lon[edge]));
  }
}
