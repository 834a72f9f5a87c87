package io.lamplighter.organisation;

import io.lamplighter.api.Location;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How long one asks for a cell among 3,000 with polygons of 64 corners, 200,000 transformers and
 * 20,000 beginnings of addresses. No test, so it is not run by the build: {@code
 * -Dtest=BelongingBench}.
 */
class BelongingBench {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final int SIDE = 55;
  private static final int CORNERS = 64;
  private static final int ASKED = 200_000;
  private static final long SEED = 20261122;

  @Test
  void ask() {
    Random random = new Random(SEED);
    List<Piece> pieces = pieces();
    long begun = System.nanoTime();
    Units units = new Units(1, pieces);
    System.out.printf(
        Locale.ROOT,
        "seed %d: %d cells in memory in %d ms%n",
        SEED,
        SIDE * SIDE,
        (System.nanoTime() - begun) / 1_000_000);
    List<Place> byMap = new ArrayList<>();
    List<Place> byAddress = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Location at =
          new Location(
              118 + SIDE * 0.1 * random.nextDouble(), 27 + SIDE * 0.1 * random.nextDouble());
      byMap.add(new Place("SP" + i, "?", "?", null, at, "330602"));
      String address = "浙江省绍兴市越城区解放路" + random.nextInt(20_000) + "号天下小区3幢2单元501室";
      byAddress.add(new Place("SP" + i, "?", "?", address, at, "330602"));
    }
    for (int round = 0; round < 3; round++) {
      measure("polygon", units, byMap);
      measure("address, else polygon", units, byAddress);
    }
  }

  private static void measure(String what, Units units, List<Place> places) {
    long[] nanos = new long[ASKED];
    int found = 0;
    for (int i = 0; i < ASKED; i++) {
      Place place = places.get(i % places.size());
      long from = System.nanoTime();
      Belonging said = units.belonging(place, DAY);
      nanos[i] = System.nanoTime() - from;
      found += said.cell() == null ? 0 : 1;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-22s mean %.2f us, p50 %.2f us, p99 %.2f us, %d of %d in a cell%n",
        what,
        Arrays.stream(nanos).average().orElseThrow() / 1_000,
        nanos[ASKED / 2] / 1_000.0,
        nanos[ASKED * 99 / 100] / 1_000.0,
        found,
        ASKED);
  }

  private static List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(unit("S", Level.STATION, null));
    for (int i = 0; i < SIDE * SIDE; i++) {
      String cell = "G" + i;
      pieces.add(unit(cell, Level.CELL, "S"));
      double lon = 118 + i % SIDE * 0.1 + 0.05;
      double lat = 27 + i / SIDE * 0.1 + 0.05;
      pieces.add(new Shape(cell, polygon(lon, lat)));
    }
    for (int i = 0; i < 200_000; i++) {
      pieces.add(Rule.written("G" + i % 3_000, Rule.By.TRANSFORMER, "T" + i));
    }
    for (int i = 0; i < 20_000; i++) {
      pieces.add(Rule.written("G" + i % 3_000, Rule.By.ADDRESS, "浙江省绍兴市越城区解放路" + i + "号"));
    }
    return pieces;
  }

  private static Piece unit(String code, Level level, @Nullable String above) {
    return new UnitRow(new Unit(code, code, level, above, "330602", null, DAY, null), null);
  }

  private static String polygon(double lon, double lat) {
    StringBuilder ring = new StringBuilder();
    for (int i = 0; i <= CORNERS; i++) {
      double angle = 2 * Math.PI * (i % CORNERS) / CORNERS;
      ring.append(i == 0 ? "[" : ",[")
          .append(lon + 0.06 * Math.cos(angle))
          .append(',')
          .append(lat + 0.06 * Math.sin(angle))
          .append(']');
    }
    return "{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}";
  }
}
