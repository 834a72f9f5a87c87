package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.KindModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What was judged of each sample by what was learned from others only: all that is chosen, is
 * chosen by it.
 */
final class CrossValidation {
  private static final int FOLDS = 5;
  private static final long SEED = 7;
  private static final double COOLEST = 0.3;
  private static final double HOTTEST = 4;
  private static final double STEP = 0.02;

  /**
   * One of them.
   *
   * @param likelihoods of each kind
   */
  record Judged(Sample sample, double[] likelihoods) {
    double of(RequestKind kind) {
      return likelihoods[kind.ordinal()];
    }
  }

  private record Held(Sample sample, double[] sums) {
    double loss(double temperature) {
      double right = KindModel.softmax(cooled(sums, temperature))[sample.kind().ordinal()];
      return -Math.log(Math.max(right, Double.MIN_NORMAL));
    }
  }

  private final List<Held> held = new ArrayList<>();

  /**
   * @param nothing learned each time, and not judged
   */
  CrossValidation(List<Sample> samples, List<Sample> nothing) {
    List<Sample> mixed = new ArrayList<>(samples);
    Collections.shuffle(mixed, new Random(SEED));
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Sample> others = new ArrayList<>(nothing);
      List<Sample> out = new ArrayList<>();
      for (int i = 0; i < mixed.size(); i++) {
        (i % FOLDS == fold ? out : others).add(mixed.get(i));
      }
      Learning.Weights weights = Learning.learn(others);
      out.forEach(sample -> held.add(new Held(sample, weights.sums(sample))));
    }
  }

  /** By what sums are to be divided for likelihoods to be right (temperature scaling). */
  double temperature() {
    double best = COOLEST;
    double least = Double.MAX_VALUE;
    for (double temperature = COOLEST; temperature < HOTTEST; temperature += STEP) {
      double loss = 0;
      for (Held one : held) {
        loss += one.loss(temperature);
      }
      if (loss < least) {
        least = loss;
        best = temperature;
      }
    }
    return best;
  }

  List<Judged> at(double temperature) {
    return held.stream()
        .map(one -> new Judged(one.sample(), KindModel.softmax(cooled(one.sums(), temperature))))
        .toList();
  }

  private static double[] cooled(double[] sums, double temperature) {
    double[] cooled = sums.clone();
    for (int i = 0; i < cooled.length; i++) {
      cooled[i] /= temperature;
    }
    return cooled;
  }
}
