package io.lamplighter.knowledge;

import io.lamplighter.knowledge.Stock.Candidate;
import io.lamplighter.knowledge.Stock.Compared;
import java.util.List;

/** Fits the weights of {@link Sureness}: the likelihood of what is right, ascended by gradients. */
final class Fit {
  private static final int STEPS = 700;
  private static final double STEP = 0.04;
  private static final double SHRINK = 0.3;

  final double[] like = {6, 2, 1, 3, 2, 3, 5};
  final double[] nothing = {5, 2, 4, 2, 2, 5};

  private final double[] means = new double[like.length + nothing.length];
  private final double[] squares = new double[means.length];

  Fit(Stock stock, List<Tried> questions) {
    List<Compared> compared =
        questions.stream().map(one -> stock.compare(one.text(), Tried.PLACE, Tried.DAY)).toList();
    for (int step = 1; step <= STEPS; step++) {
      double[] slope = new double[means.length];
      for (int i = 0; i < slope.length; i++) {
        slope[i] = -SHRINK * weight(i);
      }
      for (int i = 0; i < questions.size(); i++) {
        climb(questions.get(i), compared.get(i), slope);
      }
      move(slope, step);
    }
  }

  private double weight(int i) {
    return i < like.length ? like[i] : nothing[i - like.length];
  }

  private void climb(Tried question, Compared compared, double[] slope) {
    List<Candidate> candidates = compared.candidates();
    double[] odds = new double[candidates.size() + 1];
    double all = 0;
    double right = 0;
    for (int i = 0; i < odds.length; i++) {
      odds[i] =
          Math.exp(
              i < candidates.size()
                  ? Sureness.sum(like, candidates.get(i).likeness().figures())
                  : Sureness.sum(nothing, compared.nothing().figures()));
      all += odds[i];
      right += isRight(question, candidates, i) ? odds[i] : 0;
    }
    if (right == 0) {
      return;
    }
    for (int i = 0; i < odds.length; i++) {
      double error = (isRight(question, candidates, i) ? odds[i] / right : 0) - odds[i] / all;
      boolean none = i == candidates.size();
      double[] figures =
          none ? compared.nothing().figures() : candidates.get(i).likeness().figures();
      for (int k = 0; k < figures.length; k++) {
        slope[none ? like.length + k : k] += error * figures[k];
      }
    }
  }

  private static boolean isRight(Tried question, List<Candidate> candidates, int i) {
    return i < candidates.size()
        ? question.right().contains(candidates.get(i).edition().no())
        : question.right().isEmpty();
  }

  /** As Adam does. */
  private void move(double[] slope, int step) {
    for (int i = 0; i < slope.length; i++) {
      means[i] = 0.9 * means[i] + 0.1 * slope[i];
      squares[i] = 0.999 * squares[i] + 0.001 * slope[i] * slope[i];
      double by =
          STEP
              * (means[i] / (1 - Math.pow(0.9, step)))
              / (Math.sqrt(squares[i] / (1 - Math.pow(0.999, step))) + 1e-8);
      if (i < like.length) {
        like[i] += by;
      } else {
        nothing[i - like.length] += by;
      }
    }
  }
}
