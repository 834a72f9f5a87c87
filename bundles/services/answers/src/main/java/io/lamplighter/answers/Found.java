package io.lamplighter.answers;

import io.lamplighter.api.answers.AnswerSource;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was found.
 *
 * @param text in the language of the question
 * @param article number of the article, null when it is none
 * @param version of the article
 * @param likelihood that it answers what was asked, as the knowledge says
 */
record Found(
    AnswerSource source,
    String text,
    @Nullable String article,
    @Nullable Integer version,
    @Nullable Double likelihood) {
  Found(AnswerSource source, String text) {
    this(source, text, null, null, null);
  }
}
