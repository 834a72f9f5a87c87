package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.KindModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * What was judged of each sample by what was learned from others only: all that is chosen, is
 * chosen by it.
 */
final class CrossValidation {
  /** Each text is in one of so many. */
  static final int FOLDS = 5;

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

  /** What was held back from one that learned, as it was written and more politely. */
  private record Fold(List<Held> held, List<Held> polite) {}

  private final List<Held> held = new ArrayList<>();
  private final List<Held> heldPolite = new ArrayList<>();

  private CrossValidation(List<Fold> folds) {
    for (Fold fold : folds) {
      held.addAll(fold.held());
      heldPolite.addAll(fold.polite());
    }
  }

  /**
   * @param samples the polite ones are learned and held back with the others, what says nothing is
   *     learned each time and not judged
   * @param folds how many of the fifths are held back, each once
   * @param threads does them, in whatever order: nothing depends on it
   */
  static CompletableFuture<CrossValidation> of(
      Samples samples, int folds, Predicate<String> mayBeKnown, Executor threads) {
    List<Integer> mixed = new ArrayList<>();
    for (int i = 0; i < samples.said().size(); i++) {
      mixed.add(i);
    }
    Collections.shuffle(mixed, new Random(SEED));
    List<CompletableFuture<Fold>> all = new ArrayList<>();
    for (int i = 0; i < folds; i++) {
      int fold = i;
      all.add(CompletableFuture.supplyAsync(() -> fold(samples, mixed, fold, mayBeKnown), threads));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> new CrossValidation(all.stream().map(CompletableFuture::join).toList()));
  }

  private static Fold fold(
      Samples samples, List<Integer> mixed, int fold, Predicate<String> mayBeKnown) {
    List<Sample> others = new ArrayList<>();
    List<Sample> besides = new ArrayList<>(samples.nothing());
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < mixed.size(); i++) {
      if (i % FOLDS == fold) {
        out.add(mixed.get(i));
      } else {
        others.add(samples.said().get(mixed.get(i)));
        besides.add(samples.polite().get(mixed.get(i)));
      }
    }
    Learning.Weights weights = Learning.learn(others, besides, mayBeKnown);
    return new Fold(held(samples.said(), out, weights), held(samples.polite(), out, weights));
  }

  private static List<Held> held(
      List<Sample> samples, List<Integer> out, Learning.Weights weights) {
    return out.stream()
        .map(samples::get)
        .map(sample -> new Held(sample, weights.sums(sample)))
        .toList();
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
