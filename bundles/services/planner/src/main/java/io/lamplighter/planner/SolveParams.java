package io.lamplighter.planner;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The query of {@code POST /api/v1/plans/solve}. */
final class SolveParams {
  private static final double SECONDS = 10;
  private static final long SEED = 1;
  private static final Set<String> KNOWN = Set.of("seconds", "iterations", "seed", "target");
  private final Map<String, List<String>> query;
  private final List<FieldError> errors = new ArrayList<>();

  private SolveParams(Map<String, List<String>> query) {
    this.query = query;
  }

  /**
   * @param longest seconds; who asks for more gets this
   * @throws Refusal.Invalid naming every bad parameter
   */
  static Effort effort(Map<String, List<String>> query, double longest) {
    SolveParams params = new SolveParams(query);
    for (String name : query.keySet()) {
      if (!KNOWN.contains(name)) {
        params.errors.add(FieldError.of("/" + name, "is not known", "未知参数"));
      }
    }
    Effort effort =
        new Effort(
            Math.min(longest, params.number("seconds", SECONDS, 0)),
            (long) params.number("iterations", Long.MAX_VALUE, 0),
            params.number("target", Double.NEGATIVE_INFINITY, 0),
            (long) params.number("seed", SEED, Long.MIN_VALUE),
            1);
    if (!params.errors.isEmpty()) {
      throw new Refusal.Invalid(params.errors);
    }
    return effort;
  }

  private double number(String name, double otherwise, double least) {
    List<String> given = query.get(name);
    if (given == null || given.isEmpty()) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(given.get(0));
      if (given.size() == 1 && Double.isFinite(number) && number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with all that is no number we can use
    }
    errors.add(FieldError.of("/" + name, "must be one number, not too small", "须为一个有效数字"));
    return otherwise;
  }
}
