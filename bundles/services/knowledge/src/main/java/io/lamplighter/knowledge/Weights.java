package io.lamplighter.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How much a word says: the more, the fewer articles have it. */
final class Weights {
  /** A pair says less than a word: it may be of two. */
  private static final double OF_A_PAIR = 0.5;

  private final Map<String, Integer> articles = new HashMap<>();
  private int all;

  /** One more article, with all its words, each once. */
  void add(Collection<String> words) {
    all++;
    words.forEach(word -> articles.merge(word, 1, Integer::sum));
  }

  /** Greatest for a word that no article has. */
  double of(String word) {
    double rare = Math.log(1 + all / (0.5 + articles.getOrDefault(word, 0)));
    return word.charAt(0) == Words.PAIR ? rare * OF_A_PAIR : rare;
  }

  double of(Collection<String> words) {
    double sum = 0;
    for (String word : words) {
      sum += of(word);
    }
    return sum;
  }
}
