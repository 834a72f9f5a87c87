package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.KindModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What was judged of each sample by what was learned from others only: all that is chosen, is
 * chosen by it.
 */
final class CrossValidation {
  /** Each text is in one of so many. */
  static final int FOLDS = 5;

  private static final long SEED = 7;

  /** So many sentences at most stand before a text that is said more politely. */
  private static final int MOST_BEFORE = 8;

  private static final double COOLEST = 0.3;
  private static final double HOTTEST = 4;
  private static final double STEP = 0.02;

  /**
   * One of them.
   *
   * @param likelihoods of each kind, and that it says nothing
   */
  record Judged(Sample sample, double[] likelihoods) {
    double of(RequestKind kind) {
      return likelihoods[kind.ordinal()];
    }

    /** As if it said something. */
    double[] kinds() {
      return KindModel.ofKinds(likelihoods);
    }
  }

  private record Held(Sample sample, double[] sums) {
    double loss(double temperature) {
      double right = KindModel.softmax(cooled(sums, temperature))[sample.column()];
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
   * @param folds how many of the fifths are held back, each once
   * @param threads does them, in whatever order: nothing depends on it
   */
  static CompletableFuture<CrossValidation> of(
      Samples samples, int folds, Predicate<String> mayBeKnown, Executor threads) {
    List<Sample> said = mixed(samples.said());
    List<Sample> nothing = mixed(samples.nothing());
    List<CompletableFuture<Fold>> all = new ArrayList<>();
    for (int i = 0; i < folds; i++) {
      int fold = i;
      all.add(CompletableFuture.supplyAsync(() -> fold(said, nothing, fold, mayBeKnown), threads));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> new CrossValidation(all.stream().map(CompletableFuture::join).toList()));
  }

  private static List<Sample> mixed(List<Sample> samples) {
    List<Sample> mixed = new ArrayList<>(samples);
    Collections.shuffle(mixed, new Random(SEED));
    return mixed;
  }

  private static Fold fold(
      List<Sample> said, List<Sample> nothing, int fold, Predicate<String> mayBeKnown) {
    List<Sample> learned = new ArrayList<>(where(said, i -> i % FOLDS != fold));
    learned.addAll(where(nothing, i -> i % FOLDS != fold));
    Learning.Weights weights = Learning.learn(learned, mayBeKnown);
    Random random = new Random(SEED + fold);
    List<Sample> before = where(nothing, i -> i % FOLDS == fold);
    List<Held> held = new ArrayList<>();
    List<Held> polite = new ArrayList<>();
    for (Sample sample : where(said, i -> i % FOLDS == fold)) {
      held.add(new Held(sample, weights.sums(sample.plain(), sample.found())));
      String politely = politely(sample, before, random);
      polite.add(new Held(sample, weights.sums(politely, sample.found())));
    }
    return new Fold(held, polite);
  }

  /** With some sentences before it, of its script, that say nothing and were not learned. */
  private static String politely(Sample sample, List<Sample> before, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(MOST_BEFORE); i > 0; i--) {
      Sample one = before.get(random.nextInt(before.size()));
      if (isLatin(one) == isLatin(sample)) {
        text.append(one.plain()).append('.');
      }
    }
    return text + sample.plain();
  }

  private static boolean isLatin(Sample sample) {
    return sample.plain().codePoints().noneMatch(Character::isIdeographic);
  }

  private static List<Sample> where(List<Sample> samples, IntPredicate at) {
    return IntStream.range(0, samples.size()).filter(at).mapToObj(samples::get).toList();
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
