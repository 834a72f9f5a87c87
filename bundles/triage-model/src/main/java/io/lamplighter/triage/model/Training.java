package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.triage.model.CrossValidation.Judged;
import io.lamplighter.triage.model.Figures.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes {@code kinds.model} of the texts, the same bytes whenever it is asked: learned from all of
 * them, calibrated and with thresholds by cross-validation on them.
 */
public final class Training {
  private static final RequestKind[] KINDS = RequestKind.values();
  private static final double NEVER = 1;

  private Training() {}

  /**
   * @param arguments the folder of texts, beside which lie {@code nothing} and {@code politeness},
   *     and the file to be written
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, model(Path.of(arguments[0])));
  }

  /** The model as it is written. */
  static String model(Path texts) throws IOException {
    NormalForm form = NormalForm.load();
    Danger rules = Danger.load(null, form);
    List<Sample> samples = Sample.all(texts, form, rules);
    List<Sample> nothing = Sample.nothing(texts.resolveSibling("nothing"), form, rules);
    List<Sample> polite = Sample.polite(samples, texts.resolveSibling("politeness"), form, rules);
    CrossValidation held = new CrossValidation(samples, polite, nothing);
    double temperature = held.temperature();
    List<Judged> judged = held.at(temperature);
    Thresholds thresholds = Thresholds.of(judged);
    System.out.println("Cross-validated: " + figures(judged, thresholds) + "; " + thresholds);
    System.out.println("More politely: " + figures(held.politeAt(temperature), thresholds));
    List<Sample> besides = new ArrayList<>(nothing);
    besides.addAll(polite);
    return written(Learning.learn(samples, besides), temperature, thresholds);
  }

  private static Figures figures(List<Judged> judged, Thresholds thresholds) {
    return new Figures(
        judged.stream()
            .map(
                one -> {
                  RequestKind taken = Thresholds.taken(one, thresholds.danger());
                  return new Told(taken, one.of(taken), one.sample().kind());
                })
            .toList());
  }

  private static String written(
      Learning.Weights weights, double temperature, Thresholds thresholds) {
    StringBuilder lines = new StringBuilder();
    lines.append("# What kinds are told by: weights in thousandths. Learned when it was built.\n");
    lines.append(KindModel.COLUMNS).append('\n');
    double[] from = new double[KINDS.length];
    Arrays.fill(from, NEVER);
    from[RequestKind.EMERGENCY.ordinal()] = thresholds.danger();
    double[] sure = new double[KINDS.length];
    Arrays.fill(sure, thresholds.sure());
    line(lines, from, 1, KindModel.FROM);
    line(lines, sure, 1, KindModel.SURE);
    line(lines, weights.prior(), temperature, KindModel.PRIOR);
    weights.parts().forEach((part, row) -> line(lines, row, temperature, part));
    return lines.toString();
  }

  private static void line(StringBuilder lines, double[] row, double by, String part) {
    lines.append(
        Arrays.stream(row)
            .mapToObj(value -> Long.toString(Math.round(value / by * KindModel.UNIT)))
            .collect(Collectors.joining(",")));
    lines.append(',').append(part).append('\n');
  }
}
