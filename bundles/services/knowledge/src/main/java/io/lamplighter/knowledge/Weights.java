package io.lamplighter.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much a word says: the more, the fewer articles have it. */
final class Weights {
  /** A pair says less than a word: it may be of two. */
  private static final double OF_A_PAIR = 0.5;

  private final Map<String, Integer> articles = new HashMap<>();
  private final Map<String, Double> known = new ConcurrentHashMap<>();
  private int all;

  /** One more article, with all its words, each once; before anybody asks for a weight. */
  void add(Collection<String> words) {
    all++;
    words.forEach(word -> articles.merge(word, 1, Integer::sum));
  }

  /** Greatest for a word that no article has. */
  double of(String word) {
    Integer having = articles.get(word);
    return having == null ? weight(word, 0) : known.computeIfAbsent(word, w -> weight(w, having));
  }

  private double weight(String word, int having) {
    double rare = Math.log(1 + all / (0.5 + having));
    return word.charAt(0) == Words.PAIR ? rare * OF_A_PAIR : rare;
  }

  /** Whether any article has it. */
  boolean knows(String word) {
    return articles.containsKey(word);
  }

  double of(Collection<String> words) {
    double sum = 0;
    for (String word : words) {
      sum += of(word);
    }
    return sum;
  }
}
