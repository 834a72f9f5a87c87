package io.lamplighter.organisation;

import io.lamplighter.kit.personal.Keys;
import java.util.List;
import java.util.Locale;

/**
 * What has this value belongs to this cell.
 *
 * @param value an id; of an address how it begins, as addresses are compared
 */
record Rule(String unit, By by, String value) implements Piece {
  /** Of what a rule speaks, the nearest first. A polygon comes after all of them. */
  enum By {
    SERVICE_POINT,
    TRANSFORMER,
    FEEDER,
    ADDRESS;

    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Rule of(List<String> content) {
    return new Rule(content.get(0), By.valueOf(content.get(1)), content.get(2));
  }

  /** As somebody wrote it. */
  static Rule written(String cell, By by, String value) {
    return new Rule(cell, by, by == By.ADDRESS ? Keys.address(value) : value);
  }

  @Override
  public What what() {
    return What.RULES;
  }

  @Override
  public String key() {
    return String.join("\t", by.name(), value, unit);
  }

  @Override
  public List<String> content() {
    return List.of(unit, by.name(), value);
  }
}
