package io.lamplighter.organisation;

import io.lamplighter.api.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a version of the organisation is made of. Each is told apart by its key. */
sealed interface Piece permits UnitRow, Charge, Rule, Shape {
  /** The kinds of pieces; a file has one of them. */
  enum What {
    UNITS(20_000, new Text("units", "单位")),
    PEOPLE(100_000, new Text("people", "人员")),
    RULES(500_000, new Text("rules", "归属规则")),
    SHAPES(5_000, new Text("shapes", "网格边界"));

    private final int most;
    private final Text name;

    What(int most, Text name) {
      this.most = most;
      this.name = name;
    }

    /** So many are held, in all regions together: they are in memory. */
    int most() {
      return most;
    }

    Text text() {
      return name;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The piece that was kept as this. */
    Piece read(List<String> content) {
      return switch (this) {
        case UNITS -> UnitRow.of(content);
        case PEOPLE -> Charge.of(content);
        case RULES -> Rule.of(content);
        case SHAPES -> Shape.of(content);
      };
    }
  }

  What what();

  String key();

  /** Code of the unit that it is, or is of. */
  String unit();

  /** As it is kept; nothing is an empty text. */
  List<String> content();

  static String kept(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static @Nullable String text(String kept) {
    return kept.isEmpty() ? null : kept;
  }

  static @Nullable LocalDate day(String kept) {
    return kept.isEmpty() ? null : LocalDate.parse(kept);
  }
}
