package io.lamplighter.intake.meters;

/**
 * What cannot be taken in, kept with its cause.
 *
 * @param region of who has sent it, and his name; both empty when his topic does not tell
 * @param pointer JSON pointer to the part that is meant; empty for the whole message
 * @param cause stable word, as in {@code not-json} or {@code future}
 */
record SetAside(
    String topic,
    String region,
    String concentrator,
    String pointer,
    String cause,
    byte[] payload) {}
