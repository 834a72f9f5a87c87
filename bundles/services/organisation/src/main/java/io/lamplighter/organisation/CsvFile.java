package io.lamplighter.organisation;

import io.lamplighter.api.organisation.AreaType;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.organisation.Piece.What;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads units, people or rules, one a line. */
final class CsvFile {
  private static final int LONGEST = 100;

  private final CsvImport csv;
  private final What what;
  private final Faults faults;
  private final List<Told> told = new ArrayList<>();

  CsvFile(CsvImport csv, What what, Faults faults) {
    this.csv = csv;
    this.what = what;
    this.faults = faults;
  }

  List<Told> read(InputStream file) {
    faults.add(csv.run(Utf8.marking(file), required(), optional(), this::take));
    faults.refuseIfAny();
    return told;
  }

  private Set<String> required() {
    return switch (what) {
      case UNITS -> Set.of("code", "name", "level", "region");
      case PEOPLE -> Set.of("unit", "login", "as");
      case RULES -> Set.of("cell", "by", "value");
      case SHAPES -> throw new IllegalStateException("shapes are no lines");
    };
  }

  private Set<String> optional() {
    return switch (what) {
      case UNITS -> Set.of("parent", "areaType", "serviceLevel", "validFrom", "validTo");
      case PEOPLE -> Set.of("validFrom", "validTo");
      default -> Set.of();
    };
  }

  private CsvImport.Outcome take(List<CsvImport.Line> lines) {
    for (CsvImport.Line line : lines) {
      Fields fields = new Fields(line, faults);
      Piece piece =
          switch (what) {
            case UNITS -> unit(fields);
            case PEOPLE -> charge(fields);
            default -> rule(fields);
          };
      if (piece != null) {
        told.add(new Told(line.number(), piece));
      }
      if (told.size() > what.most()) {
        fields.wrong(
            "", "is one more than the " + what.most() + " that are held", "超过上限 " + what.most());
        faults.refuseIfAny();
      }
    }
    return new CsvImport.Outcome(0, 0, lines.size(), List.of());
  }

  private static @Nullable Piece unit(Fields fields) {
    String code = fields.code("code");
    String name = fields.needed("name", LONGEST);
    Level level = oneOf(fields, "level", Level.values(), Level::wire);
    String region = fields.needed("region", 12);
    if (!region.isEmpty() && !io.lamplighter.api.Region.isCode(region)) {
      fields.wrong("region", "must be a region code (GB/T 2260)", "须为行政区划代码（GB/T 2260）");
    }
    AreaType area = fields.oneOf("areaType", AreaType.values(), AreaType::wire);
    String parent = fields.line().values().containsKey("parent") ? fields.code("parent") : null;
    if (area != null && level != null && level != Level.CELL) {
      fields.wrong("areaType", "only a cell has one", "仅网格有此项");
    }
    LocalDate from = fields.day("validFrom");
    LocalDate to = fields.day("validTo");
    ordered(fields, from, to);
    String serviceLevel = fields.maybe("serviceLevel", LONGEST);
    return level == null
        ? null
        : new UnitRow(
            new Unit(
                code,
                name,
                level,
                parent,
                region,
                area,
                Objects.requireNonNullElse(from, UnitRow.NOT_SAID),
                to),
            serviceLevel);
  }

  private static @Nullable Piece charge(Fields fields) {
    String unit = fields.code("unit");
    String login = fields.needed("login", 64);
    String as = fields.needed("as", 20);
    if (!as.isEmpty() && !as.equals(Charge.IN_CHARGE) && !as.equals(Charge.DEPUTY)) {
      fields.wrong("as", "must be one of in-charge, deputy", "须为以下之一：in-charge（负责人）, deputy（副职）");
    }
    LocalDate from = fields.day("validFrom");
    LocalDate to = fields.day("validTo");
    ordered(fields, from, to);
    return new Charge(unit, login, as.equals(Charge.DEPUTY), from, to);
  }

  private static @Nullable Piece rule(Fields fields) {
    String cell = fields.code("cell");
    Rule.By by = oneOf(fields, "by", Rule.By.values(), Rule.By::wire);
    String value = fields.needed("value", 200);
    if (by == null) {
      return null;
    }
    Rule rule = Rule.written(cell, by, value);
    if (rule.value().isEmpty() && !value.isEmpty()) {
      fields.wrong("value", "has no letter or digit", "不含文字或数字");
    }
    return rule;
  }

  private static <E> @Nullable E oneOf(
      Fields fields, String field, E[] all, Function<E, String> wire) {
    fields.needed(field, LONGEST);
    return fields.oneOf(field, all, wire);
  }

  private static void ordered(Fields fields, @Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && to.isBefore(from)) {
      fields.wrong("validTo", "is before validFrom", "早于 validFrom");
    }
  }
}
