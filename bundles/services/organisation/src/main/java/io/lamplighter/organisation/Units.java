package io.lamplighter.organisation;

import io.lamplighter.api.Region;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.organisation.Piece.What;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of the organisation, as it is looked at: never changes. */
final class Units {
  /** So many are above each other at most: post, department, and the line. */
  private static final int DEEPEST = 10;

  private final long version;
  private final Map<What, NavigableMap<String, Piece>> pieces = new EnumMap<>(What.class);
  private final NavigableMap<String, UnitRow> units = new TreeMap<>();
  private final Map<String, List<Charge>> charges = new HashMap<>();
  private final Map<String, Integer> children = new HashMap<>();
  private final Map<Rule.By, Map<String, List<String>>> rules = new EnumMap<>(Rule.By.class);
  private final Map<String, Area> areas = new TreeMap<>();
  private final Addresses addresses;
  private final Grid grid;

  Units(long version, Collection<Piece> all) {
    this.version = version;
    for (What what : What.values()) {
      pieces.put(what, new TreeMap<>());
    }
    for (Rule.By by : Rule.By.values()) {
      rules.put(by, new HashMap<>());
    }
    all.forEach(this::add);
    charges.values().forEach(one -> one.sort(Comparator.comparing(Charge::key)));
    rules.values().forEach(by -> by.values().forEach(cells -> cells.sort(null)));
    addresses = new Addresses(of(Rule.By.ADDRESS));
    grid = Grid.of(areas);
  }

  private void add(Piece piece) {
    pieces(piece.what()).put(piece.key(), piece);
    if (piece instanceof UnitRow unit) {
      units.put(unit.key(), unit);
      if (unit.is().parent() != null) {
        children.merge(unit.is().parent(), 1, Integer::sum);
      }
    } else if (piece instanceof Charge charge) {
      charges.computeIfAbsent(charge.unit(), unit -> new ArrayList<>()).add(charge);
    } else if (piece instanceof Rule rule) {
      of(rule.by()).computeIfAbsent(rule.value(), value -> new ArrayList<>(1)).add(rule.unit());
    } else if (piece instanceof Shape shape) {
      areas.put(shape.unit(), AreaReader.kept(shape.geometry()));
    }
  }

  long version() {
    return version;
  }

  /** By their keys. */
  NavigableMap<String, Piece> pieces(What what) {
    return Objects.requireNonNull(pieces.get(what));
  }

  private Map<String, List<String>> of(Rule.By by) {
    return Objects.requireNonNull(rules.get(by));
  }

  /** All, by code, whenever they are valid. */
  NavigableMap<String, UnitRow> all() {
    return units;
  }

  @Nullable UnitRow unit(@Nullable String code, LocalDate day) {
    UnitRow unit = code == null ? null : units.get(code);
    return unit == null || !unit.isValid(day) ? null : unit;
  }

  /** The unit and those above it, nearest first. */
  List<UnitRow> line(String code, LocalDate day) {
    List<UnitRow> line = new ArrayList<>();
    UnitRow next = unit(code, day);
    while (next != null && line.size() < DEEPEST) {
      line.add(next);
      next = unit(next.is().parent(), day);
    }
    return line;
  }

  /** How many hang on it directly. */
  int children(String code) {
    return children.getOrDefault(code, 0);
  }

  List<Charge> charges(String code) {
    return charges.getOrDefault(code, List.of());
  }

  /** Who answers for it on that day: the one in charge first. */
  List<Charge> charges(String code, LocalDate day) {
    return charges(code).stream()
        .filter(one -> one.isValid(day))
        .sorted(Comparator.comparing(Charge::deputy))
        .toList();
  }

  boolean hasShape(String code) {
    return areas.containsKey(code);
  }

  Map<String, Area> areas() {
    return areas;
  }

  /** The nearest rule that says something. */
  Belonging belonging(Place place, LocalDate day) {
    Predicate<String> counts = cell -> unit(cell, day) != null && isNear(cell, place.region());
    for (Rule.By by : Rule.By.values()) {
      String value = value(by, place);
      if (value != null) {
        List<String> cells =
            by == Rule.By.ADDRESS
                ? addresses.at(value, counts)
                : of(by).getOrDefault(value, List.of()).stream().filter(counts).toList();
        if (!cells.isEmpty()) {
          return said(cells, by.wire());
        }
      }
    }
    if (place.location() == null) {
      return Belonging.NONE;
    }
    List<String> cells =
        grid.at(place.location().lon(), place.location().lat()).stream().filter(counts).toList();
    return cells.isEmpty() ? Belonging.NONE : said(cells, "polygon");
  }

  private static @Nullable String value(Rule.By by, Place place) {
    return switch (by) {
      case SERVICE_POINT -> place.servicePoint();
      case TRANSFORMER -> place.transformer();
      case FEEDER -> place.feeder();
      case ADDRESS -> place.address();
    };
  }

  /**
   * There is a 人民路 in every city, and a file may name what is of another region: a cell has only
   * what is where it is.
   */
  private boolean isNear(String cell, String region) {
    String its = there(cell).region();
    return Region.contains(region, its) || Region.contains(its, region);
  }

  private Unit there(String cell) {
    return Objects.requireNonNull(units.get(cell), cell).is();
  }

  private Belonging said(List<String> cells, String by) {
    return cells.size() == 1
        ? new Belonging(cells.get(0), there(cells.get(0)).areaType(), by, List.of())
        : new Belonging(null, null, by, cells);
  }

  /** What cells claim that are there on that day, always in the same order. */
  Stream<Conflict> conflicts(LocalDate day) {
    return Stream.concat(
        Arrays.stream(Rule.By.values()).flatMap(by -> claimed(by, day)), overlapping(day));
  }

  private Stream<Conflict> claimed(Rule.By by, LocalDate day) {
    return of(by).entrySet().stream()
        .filter(one -> one.getValue().size() > 1)
        .sorted(Map.Entry.comparingByKey())
        .map(one -> new Conflict(by.wire(), one.getKey(), valid(one.getValue(), day)))
        .filter(one -> one.cells().size() > 1);
  }

  private List<String> valid(Collection<String> cells, LocalDate day) {
    return cells.stream().filter(cell -> unit(cell, day) != null).toList();
  }

  private Stream<Conflict> overlapping(LocalDate day) {
    return valid(areas.keySet(), day).stream()
        .flatMap(
            cell ->
                valid(grid.near(area(cell)).tailSet(cell), day).stream()
                    .filter(other -> !other.equals(cell) && area(cell).overlaps(area(other)))
                    .map(other -> new Conflict("polygon", null, List.of(cell, other))));
  }

  private Area area(String cell) {
    return Objects.requireNonNull(areas.get(cell));
  }

  /**
   * Something that two cells claim.
   *
   * @param by as a belonging says it
   * @param value the id or the beginning of an address; null of polygons
   */
  record Conflict(String by, @Nullable String value, List<String> cells) {}
}
