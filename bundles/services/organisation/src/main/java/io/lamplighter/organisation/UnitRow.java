package io.lamplighter.organisation;

import io.lamplighter.api.organisation.AreaType;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit.
 *
 * @param serviceLevel a cell's own, in the company's words; null without one
 */
record UnitRow(Unit is, @Nullable String serviceLevel) implements Piece {
  /** Its first day, where a file does not say one. */
  static final LocalDate NOT_SAID = LocalDate.MIN;

  static UnitRow of(List<String> content) {
    String area = content.get(5);
    return new UnitRow(
        new Unit(
            content.get(0),
            content.get(1),
            Level.valueOf(content.get(2)),
            Piece.text(content.get(3)),
            content.get(4),
            area.isEmpty() ? null : AreaType.valueOf(area),
            LocalDate.parse(content.get(6)),
            Piece.day(content.get(7))),
        Piece.text(content.get(8)));
  }

  @Override
  public What what() {
    return What.UNITS;
  }

  @Override
  public String key() {
    return is.code();
  }

  @Override
  public String unit() {
    return is.code();
  }

  @Override
  public List<String> content() {
    return List.of(
        is.code(),
        is.name(),
        is.level().name(),
        Piece.kept(is.parent()),
        is.region(),
        Piece.kept(is.areaType()),
        Piece.kept(is.validFrom()),
        Piece.kept(is.validTo()),
        Piece.kept(serviceLevel));
  }

  /** The same, from this day on unless it says another one. */
  UnitRow unlessSaid(LocalDate day) {
    return is.validFrom().equals(NOT_SAID)
        ? new UnitRow(
            new Unit(
                is.code(),
                is.name(),
                is.level(),
                is.parent(),
                is.region(),
                is.areaType(),
                day,
                is.validTo()),
            serviceLevel)
        : this;
  }

  boolean isValid(LocalDate day) {
    return Days.cover(is.validFrom(), is.validTo(), day);
  }
}
