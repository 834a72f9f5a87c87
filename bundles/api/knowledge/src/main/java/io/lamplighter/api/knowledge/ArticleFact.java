package io.lamplighter.api.knowledge;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import org.jspecify.annotations.Nullable;

/**
 * What happens to articles. The subject is the article; of a gap, the gap. Titles, texts and
 * reasons stay with the knowledge.
 */
public sealed interface ArticleFact {
  /**
   * @param version of the article
   * @param topic as {@code tariff}
   * @param digest SHA-256 of all that the version says, in hex: what was approved can be proved
   */
  record About(long version, String topic, String digest) {}

  /**
   * @throws IllegalArgumentException when the entry is not one of an article
   */
  static ArticleFact of(Entry entry) {
    return entry.as(ArticleFact.class);
  }

  @FactType(
      value = "article.submitted",
      says = "A version of an article is finished; another person is to look at it.")
  record Submitted(@Inline About about) implements ArticleFact {}

  /**
   * @param replaces the version that was in force until now; not there for the first
   */
  @FactType(
      value = "article.approved",
      says = "A version of an article may be told to customers, from its first day on.")
  record Approved(@Inline About about, @Nullable Long replaces) implements ArticleFact {}

  @FactType(
      value = "article.returned",
      says = "A version of an article was not approved; its author knows why.")
  record Returned(@Inline About about) implements ArticleFact {}

  @FactType(value = "article.withdrawn", says = "An article is told to nobody any more.")
  record Withdrawn(@Inline About about) implements ArticleFact {}

  /**
   * @param as answered, or not-ours
   * @param article which answers it now; not there when it is not ours
   * @param asked how often it was asked
   */
  @FactType(
      value = "knowledge-gap.closed",
      says = "What nobody could be told is answered by an article now, or is not for us.")
  record GapClosed(String as, @Nullable String article, long asked) implements ArticleFact {}
}
