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
  private final List<Held> heldPolite = new ArrayList<>();

  /**
   * @param polite the samples once more, in their order; learned and held back with them
   * @param nothing learned each time, and not judged
   */
  CrossValidation(List<Sample> samples, List<Sample> polite, List<Sample> nothing) {
    List<Integer> mixed = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      mixed.add(i);
    }
    Collections.shuffle(mixed, new Random(SEED));
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Sample> others = new ArrayList<>();
      List<Sample> besides = new ArrayList<>(nothing);
      List<Integer> out = new ArrayList<>();
      for (int i = 0; i < mixed.size(); i++) {
        if (i % FOLDS == fold) {
          out.add(mixed.get(i));
        } else {
          others.add(samples.get(mixed.get(i)));
          besides.add(polite.get(mixed.get(i)));
        }
      }
      Learning.Weights weights = Learning.learn(others, besides);
      for (int i : out) {
        held.add(new Held(samples.get(i), weights.sums(samples.get(i))));
        heldPolite.add(new Held(polite.get(i), weights.sums(polite.get(i))));
      }
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
    return judged(held, temperature);
  }

  /** The same of what was said more politely. */
  List<Judged> politeAt(double temperature) {
    return judged(heldPolite, temperature);
  }

  private static List<Judged> judged(List<Held> held, double temperature) {
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
