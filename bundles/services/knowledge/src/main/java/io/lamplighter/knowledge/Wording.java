package io.lamplighter.knowledge;

import java.util.Collection;

/**
 * A question as it is compared.
 *
 * @param plain in its normal form, one word for what has several
 * @param words its words and pairs, without those that say nothing
 */
record Wording(String plain, Collection<String> words) {
  static Wording of(String text, Words words) {
    return new Wording(words.plain(text), words.of(text));
  }
}
