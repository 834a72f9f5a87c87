package io.lamplighter.organisation;

import java.util.Arrays;
import java.util.List;

/** What a cell has on the map: polygons, with holes. A place is in it or not. */
final class Area {
  private final List<Ring> rings;
  final double west;
  final double south;
  final double east;
  final double north;

  /**
   * @param rings outer ones and holes; none empty
   */
  Area(List<Ring> rings) {
    this.rings = List.copyOf(rings);
    west = rings.stream().flatMapToDouble(r -> Arrays.stream(r.lon())).min().orElseThrow();
    east = rings.stream().flatMapToDouble(r -> Arrays.stream(r.lon())).max().orElseThrow();
    south = rings.stream().flatMapToDouble(r -> Arrays.stream(r.lat())).min().orElseThrow();
    north = rings.stream().flatMapToDouble(r -> Arrays.stream(r.lat())).max().orElseThrow();
  }

  List<Ring> rings() {
    return rings;
  }

  boolean holds(double lon, double lat) {
    if (lon < west || lon > east || lat < south || lat > north) {
      return false;
    }
    boolean inside = false;
    for (Ring ring : rings) {
      inside ^= ring.holds(lon, lat);
    }
    return inside;
  }

  /** Whether they have more in common than a border. */
  boolean overlaps(Area other) {
    if (west >= other.east || other.west >= east || south >= other.north || other.south >= north) {
      return false;
    }
    for (Ring mine : rings) {
      for (Ring its : other.rings) {
        if (mine.crosses(its)) {
          return true;
        }
      }
    }
    return other.holdsSomeOf(this) || holdsSomeOf(other);
  }

  private boolean holdsSomeOf(Area other) {
    double[] inner = other.inner();
    return inner.length > 0 && holds(inner[0], inner[1]);
  }

  /**
   * Some place well inside: in the middle of what a line through it cuts out first. Nothing of a
   * sliver between whose two heights there is no number: no line cuts it.
   */
  private double[] inner() {
    // Not on the height of any position: there a line would only touch.
    double[] heights =
        rings.stream()
            .flatMapToDouble(ring -> Arrays.stream(ring.lat()))
            .distinct()
            .sorted()
            .toArray();
    double lat = (heights[0] + heights[1]) / 2;
    double[] cuts =
        rings.stream().flatMapToDouble(ring -> Arrays.stream(cuts(ring, lat))).sorted().toArray();
    return cuts.length < 2 ? new double[0] : new double[] {(cuts[0] + cuts[1]) / 2, lat};
  }

  private static double[] cuts(Ring ring, double lat) {
    double[] cuts = new double[ring.edges()];
    int found = 0;
    for (int i = 0; i < ring.edges(); i++) {
      double from = ring.lat()[i];
      double to = ring.lat()[i + 1];
      if (from > lat != to > lat) {
        cuts[found++] =
            ring.lon()[i] + (lat - from) / (to - from) * (ring.lon()[i + 1] - ring.lon()[i]);
      }
    }
    return Arrays.copyOf(cuts, found);
  }
}
