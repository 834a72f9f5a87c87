package io.lamplighter.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A question, or a sentence of it, as it is compared.
 *
 * @param plain in its normal form, one word for what has several
 * @param words its words and pairs, without those that say nothing
 */
record Wording(String plain, Collection<String> words) {
  /** Who says more has not asked one question. */
  private static final int MOST_SENTENCES = 20;

  /** All of it, and then each of its sentences: what is said before and behind asks nothing. */
  static List<Wording> of(String text, Words words) {
    List<Wording> all = new ArrayList<>();
    String plain = words.plain(text);
    all.add(new Wording(plain, words.ofPlain(plain)));
    String[] sentences = plain.split("[,.!?]");
    for (int i = 0; sentences.length > 1 && i < Math.min(sentences.length, MOST_SENTENCES); i++) {
      Collection<String> said = words.of(sentences[i]);
      if (!said.isEmpty()) {
        all.add(new Wording(sentences[i], said));
      }
    }
    return all;
  }
}
