package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The grid says what every polygon says by itself, and a border belongs to one side. */
class BelongingTest {
  /** Stars around random places: they overlap, leave holes between them, and are of all sizes. */
  @Property(tries = 200)
  void theGridSaysWhatEachPolygonSays(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    Random random = new Random(seed);
    Map<String, Area> areas = new TreeMap<>();
    Map<String, Path2D> oracle = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      Ring ring = star(random);
      areas.put("G" + i, new Area(List.of(ring)));
      oracle.put("G" + i, path(ring));
    }
    Grid grid = Grid.of(areas);
    for (int i = 0; i < 200; i++) {
      double lon = 119 + 4 * random.nextDouble();
      double lat = 29 + 4 * random.nextDouble();
      List<String> expected = new ArrayList<>();
      oracle.forEach(
          (cell, path) -> {
            if (path.contains(lon, lat)) {
              expected.add(cell);
            }
          });
      assertEquals(expected, grid.at(lon, lat), lon + " " + lat);
    }
  }

  private static Ring star(Random random) {
    int corners = 3 + random.nextInt(30);
    double lon = 120 + 2 * random.nextDouble();
    double lat = 30 + 2 * random.nextDouble();
    double size = 0.01 + random.nextDouble();
    double[] x = new double[corners + 1];
    double[] y = new double[corners + 1];
    for (int i = 0; i < corners; i++) {
      double far = size * (0.3 + 0.7 * random.nextDouble());
      x[i] = lon + far * Math.cos(2 * Math.PI * i / corners);
      y[i] = lat + far * Math.sin(2 * Math.PI * i / corners);
    }
    x[corners] = x[0];
    y[corners] = y[0];
    return new Ring(x, y);
  }

  private static Path2D path(Ring ring) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    path.moveTo(ring.lon()[0], ring.lat()[0]);
    for (int i = 1; i < ring.edges(); i++) {
      path.lineTo(ring.lon()[i], ring.lat()[i]);
    }
    path.closePath();
    return path;
  }

  /** A country without holes, cut by crooked borders: each place is in one cell, on borders too. */
  @Property(tries = 100)
  void aPlaceOnABorderIsInOneCell(@ForAll long seed) {
    Random random = new Random(seed);
    int side = 2 + random.nextInt(6);
    double[][][] corners = new double[side + 1][side + 1][];
    for (int i = 0; i <= side; i++) {
      for (int j = 0; j <= side; j++) {
        boolean edge = i == 0 || j == 0 || i == side || j == side;
        corners[i][j] =
            new double[] {
              120 + i + (edge ? 0 : 0.8 * (random.nextDouble() - 0.5)),
              30 + j + (edge ? 0 : 0.8 * (random.nextDouble() - 0.5))
            };
      }
    }
    Map<String, Area> areas = new TreeMap<>();
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        double[][] four = {
          corners[i][j], corners[i + 1][j], corners[i + 1][j + 1], corners[i][j + 1]
        };
        // Some go round one way, some the other, and each begins somewhere.
        areas.put(i + "-" + j, new Area(List.of(ring(four, random))));
      }
    }
    Grid grid = Grid.of(areas);
    for (int k = 0; k < 300; k++) {
      double[] from = corners[1 + random.nextInt(side - 1)][random.nextInt(side)];
      double[] to = corners[1 + random.nextInt(side - 1)][random.nextInt(side)];
      double t = k % 3 == 0 ? 0 : random.nextDouble();
      double lon = from[0] + t * (to[0] - from[0]);
      double lat = from[1] + t * (to[1] - from[1]);
      assertEquals(1, grid.at(lon, lat).size(), () -> lon + " " + lat + " of seed " + seed);
    }
    areas.values().forEach(one -> areas.values().forEach(other -> apart(one, other)));
  }

  private static void apart(Area one, Area other) {
    assertTrue(one == other || !one.overlaps(other), "neighbours have a border only");
    assertTrue(one.overlaps(one), "it overlaps itself");
  }

  /** As outlines of provinces would be: none of them stands in every square. */
  @Example
  void cellsThatAllLieOverAllAreFoundToo() {
    Map<String, Area> areas = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      double[] lon = {100, 120 + i * 1e-4, 110, 100};
      areas.put("G" + i, new Area(List.of(new Ring(lon, new double[] {20, 20, 40, 20}))));
    }
    Grid grid = Grid.of(areas);
    assertEquals(5_000, grid.at(110, 25).size());
    assertEquals(List.of(), grid.at(100, 39));
  }

  @Example
  void aSliverBetweenNeighbouringNumbersBreaksNothing() {
    double low = Math.nextDown(30);
    for (double south : new double[] {low, 30}) {
      double north = Math.nextUp(south);
      double[] lat = {south, south, north, south};
      Area sliver = new Area(List.of(new Ring(new double[] {120, 121, 121, 120}, lat)));
      Area other =
          new Area(
              List.of(
                  new Ring(
                      new double[] {119, 122, 122, 119, 119}, new double[] {29, 29, 31, 31, 29})));
      sliver.overlaps(sliver);
      other.overlaps(sliver);
      assertTrue(other.overlaps(other));
    }
  }

  private static Ring ring(double[][] corners, Random random) {
    int begin = random.nextInt(corners.length);
    int step = random.nextBoolean() ? 1 : corners.length - 1;
    double[] x = new double[corners.length + 1];
    double[] y = new double[corners.length + 1];
    for (int i = 0; i <= corners.length; i++) {
      double[] corner = corners[(begin + i * step) % corners.length];
      x[i] = corner[0];
      y[i] = corner[1];
    }
    return new Ring(x, y);
  }
}
