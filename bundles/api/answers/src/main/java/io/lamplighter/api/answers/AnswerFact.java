package io.lamplighter.api.answers;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Words;
import org.jspecify.annotations.Nullable;

/**
 * What happens to answers; the subject is the request that asked. What was asked and said stays
 * with the parts that keep it.
 */
public sealed interface AnswerFact {
  /**
   * @throws IllegalArgumentException when the entry is not one of an answer
   */
  static AnswerFact of(Entry entry) {
    return entry.as(AnswerFact.class);
  }

  /**
   * @param channel of the request: he is answered on the way by which he is told things
   * @param article number of the article that is told
   * @param articleVersion which version of it
   * @param likelihood that it answers what was asked, 0 to 1, as the knowledge said
   */
  @FactType(value = "answer.given", says = "An enquirer is answered by the house, at once.")
  record Given(
      String channel,
      @Words(AnswerSource.class) String source,
      @Nullable String article,
      @Nullable Long articleVersion,
      @Nullable Number likelihood)
      implements AnswerFact {}

  /**
   * @param on the channel on which he said so
   */
  @FactType(value = "answer.helped", says = "The enquirer says that the answer helped.")
  record Helped(String on) implements AnswerFact {}

  /**
   * @param on the channel on which he said so
   */
  @FactType(value = "answer.person-asked", says = "The enquirer wants a person.")
  record PersonAsked(String on) implements AnswerFact {}
}
