package io.lamplighter.knowledge;

/**
 * What is like a question.
 *
 * @param likelihood that it answers it, 0 to 1
 */
record Near(Edition edition, double likelihood) {}
