package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.Gist;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.Triage;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.tribuo.MutableDataset;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Learns the weights of parts with Tribuo: multinomial logistic regression by stochastic gradients
 * with a fixed seed, so the same samples give the same weights. A part that stands in one text only
 * is left out: it says more of who wrote it than of what he wants.
 */
final class Learning {
  /** Chosen by cross-validation, as are the four below. */
  private static final int LEAST_TEXTS = 2;

  private static final double RATE = 0.3;
  private static final double START = 0.01;
  private static final int EPOCHS = 10;
  private static final int BATCH = 8;
  private static final int QUIET = -1;
  private static final long SEED = 20261201;
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private static final String[] LABELS =
      Stream.concat(
              Arrays.stream(RequestKind.values()).map(RequestKind::wire),
              Stream.of(KindModel.NOTHING))
          .toArray(String[]::new);

  private Learning() {}

  /** What was learned: for each part a weight for each column, and what each has before any. */
  record Weights(Map<String, double[]> parts, double[] prior) {
    /** The sums of a text that says so, as the model will have them. */
    double[] sums(String plain, Danger.Found found) {
      return sums(Triage.parts(Gist.of(plain, this::nothing), found));
    }

    private double nothing(Collection<String> parts) {
      return KindModel.softmax(sums(parts))[LABELS.length - 1];
    }

    private double[] sums(Collection<String> said) {
      double[] sums = new double[LABELS.length];
      for (String part : said) {
        double[] row = parts.get(part);
        if (row != null) {
          for (int kind = 0; kind < sums.length; kind++) {
            sums[kind] += row[kind];
          }
        }
      }
      double scale = KindModel.value(said.size());
      for (int kind = 0; kind < sums.length; kind++) {
        sums[kind] = prior[kind] + scale * sums[kind];
      }
      return sums;
    }
  }

  /**
   * @param mayBeKnown which parts may be learned at all
   */
  static Weights learn(List<Sample> samples, Predicate<String> mayBeKnown) {
    Map<String, Integer> texts = new HashMap<>();
    samples.forEach(s -> s.parts().forEach(part -> texts.merge(part, 1, Integer::sum)));
    texts.entrySet().removeIf(e -> e.getValue() < LEAST_TEXTS || !mayBeKnown.test(e.getKey()));
    MutableDataset<Label> data =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("texts", new LabelFactory()), new LabelFactory());
    for (Sample sample : samples) {
      String[] known = sample.parts().stream().filter(texts::containsKey).toArray(String[]::new);
      double[] values = new double[known.length];
      Arrays.fill(values, KindModel.value(sample.parts().size()));
      if (known.length > 0) {
        data.add(new ArrayExample<>(new Label(LABELS[sample.column()]), known, values));
      }
    }
    TRIBUO.setLevel(Level.WARNING);
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(), new AdaGrad(RATE, START), EPOCHS, QUIET, BATCH, SEED);
    return weights(trainer.train(data));
  }

  private static Weights weights(LinearSGDModel model) {
    DenseMatrix all = model.getWeightsCopy();
    int[] row =
        Arrays.stream(LABELS)
            .mapToInt(label -> model.getOutputIDInfo().getID(new Label(label)))
            .toArray();
    Map<String, double[]> parts = new TreeMap<>();
    for (VariableInfo feature : model.getFeatureIDMap()) {
      int column = model.getFeatureIDMap().getID(feature.getName());
      parts.put(feature.getName(), column(all, row, column));
    }
    return new Weights(parts, column(all, row, all.getDimension2Size() - 1));
  }

  private static double[] column(DenseMatrix all, int[] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> all.get(row, column)).toArray();
  }
}
