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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes {@code kinds.model} of the texts, the same bytes whenever it is asked: learned from all of
 * them, calibrated and with thresholds by cross-validation on them.
 */
public final class Training {
  private static final double NEVER = 1;

  private Training() {}

  /**
   * @param arguments the folder of texts, beside which lies {@code nothing}, and the folder to be
   *     written to: the model, and the texts for whoever learns more
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Files.createDirectories(folder.toAbsolutePath());
    Texts texts = Texts.in(Path.of(arguments[0]));
    NormalForm form = NormalForm.load();
    Samples samples = Samples.of(texts, form, Danger.load(null, form));
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Trained trained = learn(samples, CrossValidation.FOLDS, part -> true, threads);
      Files.writeString(folder.resolve("kinds.model"), trained.model());
      System.out.println("Cross-validated: " + trained.figures() + "; " + trained.thresholds());
      System.out.println("More politely: " + trained.politely());
    } finally {
      threads.shutdown();
    }
    texts.writeTo(folder);
  }

  /**
   * A model as it is written, and how well it told what it had not learned.
   *
   * @param politely the same of what was said after sentences that say nothing
   */
  public record Trained(String model, Figures figures, Figures politely, Thresholds thresholds) {}

  /**
   * @param folds by how many fifths of the texts it is calibrated: five by all of them, one costs a
   *     third of that
   * @param mayBeKnown which parts may stand in the model
   * @param threads by which it is done: whose and how many changes no byte
   */
  public static Trained learn(
      Samples samples, int folds, Predicate<String> mayBeKnown, Executor threads) {
    List<Sample> all = new ArrayList<>(samples.said());
    all.addAll(samples.nothing());
    CompletableFuture<Learning.Weights> whole =
        CompletableFuture.supplyAsync(() -> Learning.learn(all, mayBeKnown), threads);
    CrossValidation held = CrossValidation.of(samples, folds, mayBeKnown, threads).join();
    double temperature = held.temperature();
    List<Judged> judged = held.at(temperature);
    Thresholds thresholds = Thresholds.of(judged);
    return new Trained(
        written(whole.join(), temperature, thresholds),
        figures(judged, thresholds),
        figures(held.politeAt(temperature), thresholds),
        thresholds);
  }

  private static Figures figures(List<Judged> judged, Thresholds thresholds) {
    return new Figures(
        judged.stream()
            .map(
                one -> {
                  RequestKind taken = Thresholds.taken(one, thresholds.danger());
                  return new Told(
                      taken, one.of(taken), Objects.requireNonNull(one.sample().kind()));
                })
            .toList());
  }

  private static String written(
      Learning.Weights weights, double temperature, Thresholds thresholds) {
    StringBuilder lines = new StringBuilder();
    lines.append("# What kinds are told by: weights in thousandths. Learned when it was built.\n");
    lines.append(KindModel.COLUMNS).append('\n');
    double[] from = new double[KindModel.WIDTH];
    Arrays.fill(from, NEVER);
    from[RequestKind.EMERGENCY.ordinal()] = thresholds.danger();
    double[] sure = new double[KindModel.WIDTH];
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
