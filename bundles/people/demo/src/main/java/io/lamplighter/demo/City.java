package io.lamplighter.demo;

import io.lamplighter.api.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A city and its network, the same for the same seed: substations feed lines, lines feed
 * transformers, transformers feed customers' meters. The ratios are those of the field: 14
 * transformers a line, about 70 customers a transformer, one customer in a hundred important.
 */
record City(
    List<Substation> substations,
    List<Line> lines,
    List<Cell> cells,
    List<Station> stations,
    List<Crew> crews,
    List<Transformer> transformers,
    List<Resident> residents) {
  static final int TRANSFORMERS_A_LINE = 14;
  private static final int TRANSFORMERS_A_CELL = 5;
  static final int CREWS_A_STATION = 3;
  private static final int LINES_A_SUBSTATION = 3;

  record Substation(String code, String name, District district) {}

  record Line(String code, String name, String substation, District district) {}

  /** A grid cell (网格), who answers for it, and the middle of its square on the map. */
  record Cell(
      String code, String name, String keeper, String region, String station, Location at) {}

  /** A supply station (供电所). */
  record Station(String code, String name, String region, Location at) {}

  record Crew(String code, String name, String station, String skills) {}

  record Transformer(String code, String name, Line line, String cell, Location at) {}

  /** A customer, as the import takes him. */
  record Resident(
      String customerNo,
      String name,
      String phone,
      String address,
      Location at,
      String customerClass,
      @Nullable String importantAs,
      String servicePoint,
      String meter,
      Transformer transformer) {
    String region() {
      return transformer.line().district().code();
    }
  }

  static City of(long seed, int lineCount) {
    return new Builder(seed).build(lineCount);
  }

  /** Grows the city from the substations down. */
  private static final class Builder {
    private final Random random;
    private final List<Substation> substations = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Station> stations = new ArrayList<>();
    private final List<Crew> crews = new ArrayList<>();
    private final List<Transformer> transformers = new ArrayList<>();
    private final List<Resident> residents = new ArrayList<>();

    Builder(long seed) {
      random = new Random(seed);
    }

    City build(int lineCount) {
      for (District district : District.values()) {
        addStation(district);
      }
      for (int i = 0; i < lineCount; i++) {
        addLine(District.ofLine(i, lineCount));
      }
      return new City(
          List.copyOf(substations),
          List.copyOf(lines),
          List.copyOf(cells),
          List.copyOf(stations),
          List.copyOf(crews),
          List.copyOf(transformers),
          List.copyOf(residents));
    }

    private void addStation(District district) {
      String code = district.code() + "-S1";
      stations.add(new Station(code, district.zh() + "供电所", district.code(), district.center()));
      for (int i = 1; i <= CREWS_A_STATION; i++) {
        crews.add(
            new Crew(
                code + "-C" + i,
                district.zh() + "抢修" + i + "班",
                code,
                i == 1
                    ? "repair survey line-work high-voltage"
                    : i == 2 ? "repair survey" : "repair survey meter"));
      }
    }

    private void addLine(District district) {
      long before = lines.stream().filter(line -> line.district() == district).count();
      if (before % LINES_A_SUBSTATION == 0) {
        long number = before / LINES_A_SUBSTATION + 1;
        substations.add(
            new Substation(
                district.code() + "-B" + number,
                Words.place(substations.size()) + "变电站",
                district));
      }
      Substation substation = substations.get(substations.size() - 1);
      Line line =
          new Line(
              String.format(Locale.ROOT, "L%03d", lines.size() + 1),
              "10kV" + Words.place(lines.size() + 31) + "线",
              substation.code(),
              district);
      lines.add(line);
      Cell cell = null;
      for (int i = 0; i < TRANSFORMERS_A_LINE; i++) {
        if (cell == null || i % TRANSFORMERS_A_CELL == 0) {
          cell = addCell(district);
        }
        addTransformer(line, cell);
      }
    }

    private Cell addCell(District district) {
      long others = cells.stream().filter(one -> one.region().equals(district.code())).count();
      Cell cell =
          new Cell(
              String.format(Locale.ROOT, "%s-G%02d", district.code(), cells.size() + 1),
              district.zh() + Words.place(cells.size() + 7) + "网格",
              Words.name(random),
              district.code(),
              district.code() + "-S1",
              Tiles.center(district.center(), Math.toIntExact(others)));
      cells.add(cell);
      return cell;
    }

    private void addTransformer(Line line, Cell cell) {
      int number = transformers.size();
      Transformer transformer =
          new Transformer(
              String.format(Locale.ROOT, "T%05d", number + 1),
              Words.community(number),
              line,
              cell.code(),
              near(cell.at(), Tiles.SIDE * 0.25));
      transformers.add(transformer);
      int homes = 55 + random.nextInt(34);
      for (int i = 0; i < homes; i++) {
        residents.add(resident(transformer, i));
      }
    }

    private Resident resident(Transformer transformer, int i) {
      int number = residents.size() + 1;
      String no = String.format(Locale.ROOT, "330601%07d", number);
      Location at = near(transformer.at(), 0.002);
      String street = "绍兴市" + transformer.line().district().zh() + transformer.name();
      String important = random.nextInt(100) == 0 ? Words.importantKind(random) : null;
      return new Resident(
          no,
          important == null ? Words.name(random) : transformer.name() + Words.zh(important),
          phone(number - 1),
          important == null
              ? street + (i / 12 + 1) + "幢" + (i / 6 % 2 + 1) + "单元" + (i % 6 + 1) + "01室"
              : street + (i + 1) + "号" + Words.zh(important),
          at,
          customerClass(important),
          important,
          String.format(Locale.ROOT, "SP%08d", number),
          no,
          transformer);
    }

    private String customerClass(@Nullable String important) {
      int of100 = random.nextInt(100);
      if (important != null) {
        return of100 < 40 ? "high-voltage-dual" : "high-voltage-single";
      }
      return of100 < 88 ? "residential" : of100 < 99 ? "low-voltage" : "high-voltage-single";
    }

    /** Numbers nobody has: 139-0000-xxxx, then 138, 137 and 136; then they begin again. */
    private static String phone(int index) {
      return String.format(Locale.ROOT, "13%d0000%04d", 9 - index / 10_000 % 4, index % 10_000);
    }

    private Location near(Location center, double degrees) {
      return new Location(
          round(center.lon() + (random.nextDouble() - 0.5) * 2 * degrees),
          round(center.lat() + (random.nextDouble() - 0.5) * 2 * degrees));
    }

    private static double round(double degrees) {
      return Math.round(degrees * 1e6) / 1e6;
    }
  }
}
