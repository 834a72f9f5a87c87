package io.lamplighter.indices;

import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To which units a place belongs, as the organisation is at a time; where nobody knows its cell, as
 * far as its region's code says.
 */
final class Units {
  /** Digits of a region's code that name the unit of a level. */
  private static final Map<Level, Integer> DIGITS =
      Map.of(Level.PROVINCE, 2, Level.CITY, 4, Level.COUNTY, 6);

  /** The line, from below. */
  static final List<Level> LINE =
      List.of(Level.CELL, Level.STATION, Level.COUNTY, Level.CITY, Level.PROVINCE);

  private final @Nullable Organisation organisation;
  private final Instant at;
  private final Map<String, List<Unit>> lines = new HashMap<>();

  /**
   * @param organisation null where there is none
   */
  Units(@Nullable Organisation organisation, Instant at) {
    this.organisation = organisation;
    this.at = at;
  }

  static Optional<Level> level(String wire) {
    return LINE.stream().filter(level -> level.wire().equals(wire)).findAny();
  }

  private List<Unit> line(String cell) {
    return organisation == null || cell.isEmpty()
        ? List.of()
        : lines.computeIfAbsent(cell, code -> organisation.line(code, at));
  }

  /**
   * The unit of that level; where the organisation has none, the region's code of that length.
   *
   * @param cell or whatever unit it is that something belongs to; empty when it is not known
   * @return null when neither says any
   */
  @Nullable String unit(Level level, String region, String cell) {
    for (Unit unit : line(cell)) {
      if (unit.level() == level) {
        return unit.code();
      }
    }
    if (level == Level.CELL) {
      // Where the organisation knows it, it is a unit above.
      return cell.isEmpty() || !line(cell).isEmpty() ? null : cell;
    }
    Integer digits = DIGITS.get(level);
    return digits == null || region.length() < digits ? null : region.substring(0, digits);
  }

  @Nullable String name(String code) {
    return organisation == null ? null : organisation.unit(code, at).map(Unit::name).orElse(null);
  }

  /**
   * Whether a place is of a unit: the same of every level as {@link #unit} says it.
   *
   * @param under its code
   */
  boolean isUnder(String under, String region, String cell) {
    return LINE.stream().anyMatch(level -> under.equals(unit(level, region, cell)));
  }
}
