package io.lamplighter.knowledge;

import java.util.Collection;
import java.util.Set;

/**
 * How a question is like what is known; each from 0, nothing in common, to 1.
 *
 * @param asked the way to ask that it is most like: the cosine of the two, by what their words say
 * @param head how much of what the question says is in any way to ask
 * @param all and how much of it in the texts besides
 */
record Likeness(double asked, double head, double all) {

  static Likeness of(Collection<String> question, Known known, Weights weights) {
    double whole = weights.of(question);
    if (whole == 0) {
      return new Likeness(0, 0, 0);
    }
    double most = 0;
    for (Set<String> phrase : known.phrases()) {
      most = Math.max(most, cosine(question, phrase, weights));
    }
    return new Likeness(
        most,
        common(question, known.head(), weights) / whole,
        common(question, known.all(), weights) / whole);
  }

  private static double cosine(Collection<String> one, Set<String> other, Weights weights) {
    double common = 0;
    double length = 0;
    for (String word : one) {
      double weight = weights.of(word);
      length += weight * weight;
      common += other.contains(word) ? weight * weight : 0;
    }
    if (common == 0) {
      return 0;
    }
    double width = 0;
    for (String word : other) {
      double weight = weights.of(word);
      width += weight * weight;
    }
    return common / Math.sqrt(length * width);
  }

  private static double common(Collection<String> question, Set<String> words, Weights weights) {
    double sum = 0;
    for (String word : question) {
      sum += words.contains(word) ? weights.of(word) : 0;
    }
    return sum;
  }
}
