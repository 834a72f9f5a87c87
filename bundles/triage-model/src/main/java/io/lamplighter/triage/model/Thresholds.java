package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.triage.model.CrossValidation.Judged;
import java.util.Arrays;
import java.util.List;

/**
 * From which likelihood danger is taken for danger, and any kind for sure.
 *
 * @param danger the lowest at which most of what is taken for danger is danger
 * @param sure at which a tenth of the texts goes to people
 */
public record Thresholds(double danger, double sure) {
  private static final double LEAST_PRECISION = 0.82;
  private static final double TO_PEOPLE = 0.10;
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 0.5;
  private static final double STEP = 0.01;

  static Thresholds of(List<Judged> all) {
    double danger = HIGHEST;
    while (danger > LOWEST && precision(all, danger - STEP) >= LEAST_PRECISION) {
      danger -= STEP;
    }
    double from = danger;
    double[] confidences =
        all.stream().mapToDouble(one -> one.of(taken(one, from))).sorted().toArray();
    return new Thresholds(danger, confidences[(int) (confidences.length * TO_PEOPLE)]);
  }

  /** The kind that the desk will take. */
  static RequestKind taken(Judged one, double danger) {
    double[] kinds = one.kinds();
    if (one.sample().danger() || kinds[RequestKind.EMERGENCY.ordinal()] >= danger) {
      return RequestKind.EMERGENCY;
    }
    return Arrays.stream(RequestKind.values())
        .max((a, b) -> Double.compare(one.of(a), one.of(b)))
        .orElseThrow();
  }

  private static double precision(List<Judged> all, double danger) {
    List<Judged> taken =
        all.stream().filter(one -> taken(one, danger) == RequestKind.EMERGENCY).toList();
    long right = taken.stream().filter(one -> one.sample().kind() == RequestKind.EMERGENCY).count();
    return (double) right / taken.size();
  }
}
