package io.lamplighter.knowledge;

/**
 * What speaks for it that nothing that is known answers a question; each from 0 to 1.
 *
 * @param strange how much of what it says are words that no article has
 * @param asked how like it is to a question that is not for us
 * @param way 1 when a way to ask for what is not for us is in it
 * @param said how much of what it says are words of that way
 * @param learned how likely the whole of it is not for us: {@link Bayes}
 */
record Strangeness(double strange, double asked, double way, double said, double learned) {
  static Strangeness of(Wording question, double learned, Weights weights) {
    double whole = weights.of(question.words());
    double strange = 0;
    for (String word : question.words()) {
      strange += weights.knows(word) ? 0 : weights.of(word);
    }
    return new Strangeness(whole == 0 ? 1 : strange / whole, 0, 0, 0, learned);
  }

  /** Beginning with one that is always there. */
  double[] figures() {
    return new double[] {1, strange, asked, way, said, learned};
  }

  /** It is also as like as this to something that is not for us. */
  Strangeness or(Likeness notOurs) {
    return new Strangeness(
        strange,
        Math.max(asked, notOurs.asked()),
        Math.max(way, notOurs.way()),
        Math.max(said, notOurs.said()),
        learned);
  }
}
