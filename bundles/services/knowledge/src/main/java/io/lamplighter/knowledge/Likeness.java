package io.lamplighter.knowledge;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How a question is like what is known; each from 0, nothing in common, to 1.
 *
 * @param asked the sentence that it is most like: the cosine of the two, by what their words say
 * @param head how much of what the question says is in any way to ask
 * @param all and how much of it in the texts besides
 * @param way 1 when a way to ask with many wordings is in it, or one of the sentences is the same
 * @param groups how many groups that has, of three; a way with more is asked for more surely
 * @param said how much of what the question says are words of that way
 * @param learned how likely the whole of it is asked for: {@link Bayes}; 1 when one of the
 *     sentences is the same
 */
record Likeness(
    double asked, double head, double all, double way, double groups, double said, double learned) {
  /** From this on two sentences are the same, but for words that hardly count. */
  static final double SAME = 0.9;

  private static final int MOST_GROUPS = 3;

  /** That of the sentence that is most like it, or of the whole. */
  static Likeness best(List<Wording> question, Known known, double learned, Weights weights) {
    return question.stream()
        .map(one -> of(one, known, learned, weights))
        .max(Comparator.comparingDouble(Sureness::score))
        .orElseThrow();
  }

  private static Likeness of(Wording question, Known known, double learned, Weights weights) {
    Collection<String> words = question.words();
    double whole = weights.of(words);
    if (whole == 0) {
      return new Likeness(0, 0, 0, 0, 0, 0, 0);
    }
    double most = 0;
    for (Set<String> phrase : known.phrases()) {
      most = Math.max(most, cosine(words, phrase, weights));
    }
    boolean same = most >= SAME;
    boolean any = same;
    double groups = any ? MOST_GROUPS : 0;
    double said = any ? 1 : 0;
    for (Way way : known.ways()) {
      Set<String> found = way.in(question.plain());
      if (found != null) {
        any = true;
        groups = Math.max(groups, Math.min(way.groups().size(), MOST_GROUPS));
        said = Math.max(said, covered(words, found, weights) / whole);
      }
    }
    return new Likeness(
        most,
        common(words, known.head(), weights) / whole,
        common(words, known.all(), weights) / whole,
        any ? 1 : 0,
        groups / MOST_GROUPS,
        said,
        same ? 1 : learned);
  }

  double[] figures() {
    return new double[] {asked, head, all, way, groups, said, learned};
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

  /** Words and pairs that are parts of what was found, or have it as a part. */
  private static double covered(Collection<String> question, Set<String> found, Weights weights) {
    double sum = 0;
    for (String word : question) {
      String bare = Words.bare(word);
      boolean covered = found.stream().anyMatch(one -> one.contains(bare) || bare.contains(one));
      sum += covered ? weights.of(word) : 0;
    }
    return sum;
  }
}
