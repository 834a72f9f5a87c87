package io.lamplighter.knowledge;

/**
 * What is like a question.
 *
 * @param likelihood that it answers it; of all but the one that is most like, 0
 */
record Near(Edition edition, double score, double likelihood) {}
