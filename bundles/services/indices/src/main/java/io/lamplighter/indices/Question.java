package io.lamplighter.indices;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.FigureQuery;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a question about an index. */
final class Question {
  /** How many days may be asked for at once, by the step; without one as for years. */
  private static final Map<String, Integer> MOST_DAYS =
      Map.of("hour", 31, "day", 92, "month", 1_100, "year", 1_100);

  private static final LocalDate FIRST = LocalDate.EPOCH;
  private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

  private Question() {}

  /**
   * @throws Refusal.Invalid naming every bad field
   */
  static void check(FigureQuery query) {
    List<FieldError> errors = new ArrayList<>();
    if (query.by() != null && Units.level(query.by()).isEmpty()) {
      errors.add(
          FieldError.of(
              "/by",
              "must be one of cell, station, county, city, province",
              "须为 cell、station、county、city、province 之一"));
    }
    String step = query.step();
    if (step != null && !MOST_DAYS.containsKey(step)) {
      errors.add(
          FieldError.of(
              "/step", "must be one of hour, day, month, year", "须为 hour、day、month、year 之一"));
    }
    time(query.from(), query.to(), step, errors);
    refuse(errors);
  }

  static void check(CaseQuery query) {
    List<FieldError> errors = new ArrayList<>();
    time(query.from(), query.to(), null, errors);
    refuse(errors);
  }

  private static void time(
      LocalDate from, LocalDate to, @Nullable String step, List<FieldError> errors) {
    int most = MOST_DAYS.getOrDefault(step == null ? "year" : step, 0);
    if (from.isBefore(FIRST) || to.isAfter(LAST)) {
      String field = from.isBefore(FIRST) ? "/from" : "/to";
      errors.add(FieldError.of(field, "must be from 1970 to 2999", "须在 1970 至 2999 年之间"));
      return;
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    if (days < 1) {
      errors.add(FieldError.of("/to", "must not be before from", "不得早于 from"));
    } else if (most > 0 && days > most) {
      errors.add(FieldError.of("/to", "must be at most " + most + " days", "时段至多 " + most + " 天"));
    }
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }
}
