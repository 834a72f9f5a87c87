package io.lamplighter.knowledge;

import io.lamplighter.kit.triage.KindModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which article a question is most likely asked for, by the words of all sentences that are known
 * to ask for each: naive Bayes, each article as likely as the next before anything is said. It is
 * counted, not trained, so that what an editor says holds at once.
 */
final class Bayes {
  /** How often each word would have been said of each if it was never heard. */
  private static final double UNHEARD = 0.2;

  /** Less than one ten-thousandth is nothing. */
  private static final double LEAST = Math.log(1e-4);

  /** Of one article, or of what is not for us. */
  private static final class Counts {
    private final Map<String, Integer> words = new HashMap<>();
    private int all;

    void add(Set<String> sentence) {
      sentence.forEach(word -> words.merge(word, 1, Integer::sum));
      all += sentence.size();
    }

    double log(Collection<String> question, double spread) {
      double log = 0;
      for (String word : question) {
        log += Math.log((words.getOrDefault(word, 0) + UNHEARD) / (all + spread));
      }
      return log / Math.sqrt(question.size());
    }
  }

  private final Map<String, Counts> counts = new HashMap<>();
  private final Set<String> heard = new HashSet<>();

  /** One more sentence, before anybody asks; {@code of} is whatever it asks for. */
  void add(String of, Set<String> sentence) {
    counts.computeIfAbsent(of, key -> new Counts()).add(sentence);
    heard.addAll(sentence);
  }

  /**
   * How likely each is asked for: from 0, less than one in ten thousand, to 1, in logarithmic
   * steps. Words say less the more of them there are, since they say in part the same.
   *
   * @param among which of them may be asked for
   */
  Map<String, Double> likelihoods(Collection<String> question, Predicate<String> among) {
    List<String> words = question.stream().filter(heard::contains).toList();
    Map<String, Double> likelihoods = new HashMap<>();
    if (words.isEmpty()) {
      return likelihoods;
    }
    List<String> all = counts.keySet().stream().filter(among).toList();
    double spread = UNHEARD * heard.size();
    double[] shares =
        KindModel.softmax(
            all.stream()
                .mapToDouble(of -> Objects.requireNonNull(counts.get(of)).log(words, spread))
                .toArray());
    for (int i = 0; i < shares.length; i++) {
      likelihoods.put(all.get(i), 1 - Math.max(Math.log(shares[i]), LEAST) / LEAST);
    }
    return likelihoods;
  }
}
