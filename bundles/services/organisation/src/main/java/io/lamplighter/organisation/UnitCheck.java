package io.lamplighter.organisation;

import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.faults.Faults;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of the pieces of a file, in the version that they would make. */
final class UnitCheck {
  /** The levels of the line that may be the topmost: a city may have its own house. */
  private static final Set<Level> TOP = Set.of(Level.PROVINCE, Level.CITY, Level.COUNTY);

  private final Caller caller;
  private final Map<String, UnitRow> before;
  private final Map<String, UnitRow> units;
  private final Faults faults;

  /**
   * @param before all that there are
   * @param units all that there would be
   */
  UnitCheck(Caller caller, Map<String, UnitRow> before, Map<String, UnitRow> units, Faults faults) {
    this.caller = caller;
    this.before = before;
    this.units = units;
    this.faults = faults;
  }

  /**
   * @param people logins there are
   */
  void check(List<Told> told, Collection<String> people) {
    twice(told);
    Map<String, List<Told>> charges = new HashMap<>();
    for (Told one : told) {
      if (one.piece() instanceof UnitRow row) {
        unit(one.line(), row.is());
      } else if (one.piece() instanceof Charge charge) {
        ofUnit(one.line(), "unit", charge.unit());
        known(one.line(), charge, people);
        charges.computeIfAbsent(charge.unit(), unit -> new ArrayList<>()).add(one);
      } else if (one.piece() instanceof Rule rule) {
        ofCell(one.line(), "cell", rule.unit());
      } else if (one.piece() instanceof Shape shape) {
        ofCell(one.line(), "id", shape.unit());
      }
    }
    charges.values().forEach(this::apart);
  }

  private void twice(List<Told> told) {
    Map<String, Told> seen = new HashMap<>();
    for (Told one : told) {
      Told before = seen.putIfAbsent(one.piece().key(), one);
      if (before != null) {
        String field =
            one.piece() instanceof UnitRow ? "code" : one.piece() instanceof Shape ? "id" : "";
        faults.add(
            one.line(),
            field,
            "is in " + before.place() + " already",
            "与" + before.placeZh() + "重复");
      }
    }
  }

  private void unit(long line, Unit unit) {
    UnitRow old = before.get(unit.code());
    if (old != null && !caller.covers(old.is().region())) {
      faults.add(line, "code", "is that of a unit of another region", "该代码属于其他区域的单位");
    }
    if (!caller.covers(unit.region())) {
      faults.add(line, "region", "is not in your region", "不属于您的区域");
    }
    if (unit.parent() == null) {
      if (!TOP.contains(unit.level())) {
        faults.add(
            line, "parent", "is missing: only a province, city or county has none", "缺失上级单位");
      }
      return;
    }
    UnitRow above = units.get(unit.parent());
    if (above == null) {
      faults.add(line, "parent", "there is no unit " + unit.parent(), "没有单位 " + unit.parent());
    } else if (!isBelow(unit.level(), above.is().level())) {
      String level = above.is().level().wire();
      faults.add(
          line,
          "parent",
          "a " + unit.level().wire() + " cannot be below a " + level,
          "该级别单位不能隶属于 " + level);
    } else if (!unit.region().startsWith(above.is().region())) {
      faults.add(
          line,
          "region",
          "is not in that of " + unit.parent() + ", " + above.is().region(),
          "不在上级单位 " + unit.parent() + " 的区域 " + above.is().region() + " 内");
    }
  }

  private static boolean isBelow(Level level, Level above) {
    return switch (level) {
      case POST -> above == Level.DEPARTMENT;
      case DEPARTMENT -> above.ordinal() < Level.CELL.ordinal();
      default -> above.ordinal() < level.ordinal();
    };
  }

  private @Nullable UnitRow ofUnit(long line, String field, String code) {
    UnitRow unit = units.get(code);
    // Of another region it is as if it were not there.
    if (unit == null || !caller.covers(unit.is().region())) {
      faults.add(line, field, "there is no unit " + code, "没有单位 " + code);
      return null;
    }
    return unit;
  }

  private void ofCell(long line, String field, String code) {
    UnitRow unit = ofUnit(line, field, code);
    if (unit != null && unit.is().level() != Level.CELL) {
      faults.add(line, field, code + " is not a cell", code + " 不是网格");
    }
  }

  private void known(long line, Charge charge, Collection<String> people) {
    if (!people.contains(charge.login())) {
      faults.add(line, "login", "there is no user " + charge.login(), "没有用户 " + charge.login());
    }
  }

  /** One is in charge at a time, and nobody stands in for himself. */
  private void apart(List<Told> ofUnit) {
    List<Told> byDay = new ArrayList<>(ofUnit);
    byDay.sort(Comparator.comparing(UnitCheck::first));
    Map<String, Told> last = new HashMap<>();
    Set<Long> said = new HashSet<>();
    for (Told one : byDay) {
      Charge charge = (Charge) one.piece();
      apart(one, last, "login " + charge.login(), said);
      if (!charge.deputy()) {
        apart(one, last, Charge.IN_CHARGE, said);
      }
    }
  }

  /**
   * @param last by what must be apart, the one until now that goes on longest
   * @param said of which lines it is said already
   */
  private void apart(Told one, Map<String, Told> last, String what, Set<Long> said) {
    Told before = last.get(what);
    if (before != null && !first(one).isAfter(end(before))) {
      Told other = before.line() < one.line() ? before : one;
      long line = Math.max(before.line(), one.line());
      Charge its = (Charge) other.piece();
      if (said.add(line)) {
        faults.add(
            line,
            "validFrom",
            "overlaps line " + other.line() + ": " + its.login() + " is " + its.as() + " then",
            "与第 " + other.line() + " 行重叠：该期间 " + its.login() + " 已任职");
      }
    }
    if (before == null || end(one).isAfter(end(before))) {
      last.put(what, one);
    }
  }

  private static LocalDate first(Told one) {
    return Objects.requireNonNullElse(((Charge) one.piece()).from(), LocalDate.MIN);
  }

  private static LocalDate end(Told one) {
    return Objects.requireNonNullElse(((Charge) one.piece()).to(), LocalDate.MAX);
  }
}
