package io.lamplighter.api.knowledge;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What is known and may be told (知识库). */
@ProviderType
public interface Knowledge {
  /**
   * The approved article in force that answers the question; empty rather than a guess, and always
   * for what speaks of danger or complains.
   */
  Optional<Article> answer(Question question);

  /**
   * Notes a question that nothing answered, for the editors. Its text is masked before it is kept;
   * of a request that is noted already nothing is noted again.
   *
   * @param requestNo of the request that asked
   */
  void gap(Question question, String requestNo);
}
