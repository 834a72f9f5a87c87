package io.lamplighter.knowledge;

import java.time.Instant;

/**
 * An article, whatever its editions say.
 *
 * @param version grows with every change
 * @param newest the edition that was written last, by which the rest here goes
 */
record Head(
    long seq,
    String no,
    long version,
    int newest,
    String region,
    ArticleState state,
    String changedBy,
    Instant changedAt) {}
