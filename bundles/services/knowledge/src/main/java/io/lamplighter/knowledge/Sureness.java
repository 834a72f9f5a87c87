package io.lamplighter.knowledge;

/**
 * How likely it is that what is most like a question answers it: a logistic curve over how like it
 * is and how far ahead of the next. The figures are fitted on one half of the questions that were
 * tried ({@code AnswersTest}); how good they are is told on the other.
 */
final class Sureness {
  /** From this likelihood on it is told. */
  static final double ENOUGH = 0.80;

  private static final double ASKED = 0.5;
  private static final double HEAD = 0.35;
  private static final double ALL = 0.15;

  private static final double BASE = -6;
  private static final double OF_SCORE = 9;
  private static final double OF_LEAD = 8;

  private Sureness() {}

  /** By which it is chosen what is most like; 0 to 1. */
  static double score(Likeness likeness) {
    return ASKED * likeness.asked() + HEAD * likeness.head() + ALL * likeness.all();
  }

  /**
   * @param score of what is most like
   * @param lead how much less the next one has
   */
  static double likelihood(double score, double lead) {
    return 1 / (1 + Math.exp(-(BASE + OF_SCORE * score + OF_LEAD * lead)));
  }
}
