package io.lamplighter.knowledge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of an article, and what became of it.
 *
 * @param no the article's
 * @param edition 1 for the first
 * @param writers everybody who wrote on it, the last one last
 * @param judgedBy who approved, returned or withdrew it
 * @param reason why it was returned or withdrawn
 */
record Edition(
    String no,
    int edition,
    ArticleState state,
    Content says,
    List<String> writers,
    Instant writtenAt,
    @Nullable String submittedBy,
    @Nullable Instant submittedAt,
    @Nullable String judgedBy,
    @Nullable Instant judgedAt,
    @Nullable String reason) {
  Edition {
    writers = List.copyOf(writers);
  }
}
