package io.lamplighter.organisation;

import io.lamplighter.api.organisation.Unit;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is shown.
 *
 * @param inCharge login of the person in charge, null when there is nobody
 * @param children how many units hang on it directly
 * @param shape whether it has a polygon
 * @param duty whether it has a duty roster
 */
record UnitView(
    String code,
    String name,
    String level,
    @Nullable String parent,
    String region,
    @Nullable String areaType,
    @Nullable String serviceLevel,
    String validFrom,
    @Nullable String validTo,
    @Nullable String inCharge,
    List<String> deputies,
    int children,
    boolean shape,
    boolean duty) {
  static UnitView of(UnitRow row, Units units, LocalDate day, boolean duty) {
    Unit unit = row.is();
    List<Charge> charges = units.charges(unit.code(), day);
    return new UnitView(
        unit.code(),
        unit.name(),
        unit.level().wire(),
        unit.parent(),
        unit.region(),
        unit.areaType() == null ? null : unit.areaType().wire(),
        row.serviceLevel(),
        unit.validFrom().toString(),
        unit.validTo() == null ? null : unit.validTo().toString(),
        charges.stream().filter(c -> !c.deputy()).map(Charge::login).findFirst().orElse(null),
        charges.stream().filter(Charge::deputy).map(Charge::login).toList(),
        units.children(unit.code()),
        units.hasShape(unit.code()),
        duty);
  }
}
