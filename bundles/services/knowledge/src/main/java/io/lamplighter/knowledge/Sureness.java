package io.lamplighter.knowledge;

/**
 * How likely it is that something answers a question: its odds among those of all that is like the
 * question and of nothing answering it. The weights are fitted on questions that were tried ({@code
 * AnswersTest}, {@code Fit}); how good they are is told on others.
 */
final class Sureness {
  /** From this likelihood on it is told; less is no more than a guess. */
  static final double ENOUGH = 0.8;

  /** Of the figures of a {@link Likeness}, in their order. */
  static final double[] LIKE = {0.17, 1.88, 1.10, 3.71, 1.85, 0.10, 5.14};

  /** Of the figures of a {@link Strangeness}, in their order. */
  static final double[] NOTHING = {7.55, 1.22, 1.60, 1.33, 3.86, 2.16};

  private Sureness() {}

  static double score(Likeness like) {
    return sum(LIKE, like.figures());
  }

  /** That nothing answers it. */
  static double score(Strangeness nothing) {
    return sum(NOTHING, nothing.figures());
  }

  static double sum(double[] weights, double[] figures) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * figures[i];
    }
    return sum;
  }

  static double odds(double score) {
    return Math.exp(score);
  }
}
