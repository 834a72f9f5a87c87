package io.lamplighter.knowledge;

/**
 * How likely it is that something answers a question: its odds among those of all that is like the
 * question and of nothing answering it. The weights are fitted on one half of the questions that
 * were tried ({@code AnswersTest}, {@code Fit}); how good they are is told on the other.
 */
final class Sureness {
  /** From this likelihood on it is told; less is no more than a guess. */
  static final double ENOUGH = 0.75;

  /** Of the figures of a {@link Likeness}, in their order. */
  static final double[] LIKE = {0.24, 2.56, 1.03, 5.17, 2.12, 0.69};

  /** Of the figures of a {@link Strangeness}, in their order. */
  static final double[] NOTHING = {5.48, 1.38, 1.32, 2.20, 2.16};

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
